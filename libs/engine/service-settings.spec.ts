import { SettingsProblem, readServiceSettings } from './service-settings.js';

describe('the settings of the service', () => {
  it('have values for everything the environment leaves out', () => {
    expect(readServiceSettings({})).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      dataDir: './data',
      masterKeyFile: './data.key',
      seedDemo: true,
    });
  });

  it('keep the master key beside the data folder, wherever that is', () => {
    expect(readServiceSettings({ DATA_DIR: '/srv/audits/' })).toMatchObject({ masterKeyFile: '/srv/audits.key' });
    expect(readServiceSettings({ DATA_DIR: '/srv/audits', MASTER_KEY_FILE: '/keys/k' })).toMatchObject({
      masterKeyFile: '/keys/k',
    });
  });

  it.each([
    [{ PORT: 'web' }, 'PORT must be a whole number between'],
    [{ PORT: '70000' }, 'PORT must be a whole number between'],
    [{ SEED_DEMO: 'perhaps' }, 'SEED_DEMO must be true or false'],
    [{ DATA_DIR: ' ' }, 'DATA_DIR must not be empty'],
    [{ HOST: '' }, 'HOST must not be empty'],
  ])('are refused at boot: %j', (environment, sentence) => {
    expect(() => readServiceSettings(environment)).toThrow(SettingsProblem);
    expect(() => readServiceSettings(environment)).toThrow(sentence);
  });

  it('name everything that is wrong at once', () => {
    expect(() => readServiceSettings({ PORT: 'web', SEED_DEMO: 'perhaps' })).toThrow(/PORT.*\n?.*SEED_DEMO/s);
  });
});
