import { SettingsProblem, readServiceSettings } from './service-settings.js';

describe('the settings of the service', () => {
  it('have values for everything the environment leaves out', () => {
    expect(readServiceSettings({})).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      dataDir: './data',
      masterKeyFile: './data.key',
      seedDemo: true,
      logLevel: 'info',
      metricsPort: undefined,
      metricsHost: '127.0.0.1',
      otlpEndpoint: undefined,
      tracedShare: 1,
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
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be one of'],
    [{ METRICS_PORT: '0' }, 'METRICS_PORT must be a whole number'],
    [{ METRICS_PORT: '3000' }, 'and not PORT'],
    [{ METRICS_PORT: '9464', METRICS_HOST: '' }, 'METRICS_HOST must not be empty'],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318' }, 'OTEL_EXPORTER_OTLP_ENDPOINT must be where'],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://me:secret@collector:4318' }, 'without a user or password'],
    [{ OTEL_EXPORTER_OTLP_HEADERS: 'Bearer secret' }, 'OTEL_EXPORTER_OTLP_HEADERS must be names'],
    [{ TRACED_SHARE: '2' }, 'TRACED_SHARE must be a number'],
    [{ SEED_DEMO: 'perhaps' }, 'SEED_DEMO must be true or false'],
    [{ DATA_DIR: ' ' }, 'DATA_DIR must not be empty'],
    [{ HOST: '' }, 'HOST must not be empty'],
    [{ EVENT_STORE_URL: 'https://events.example' }, 'EVENT_STORE_URL: write it as esdb://'],
    [{ EVENT_STORE_URL: 'esdb://events.example', EVENT_STORE_DEPLOYMENT: 'North' }, 'EVENT_STORE_DEPLOYMENT: the name'],
    [{ EVENT_STORE_URL: 'esdb://events.example', SEED_DEMO: 'true' }, 'SEED_DEMO cannot be true with EVENT_STORE_URL'],
  ])('are refused at boot: %j', (environment, sentence) => {
    expect(() => readServiceSettings(environment)).toThrow(SettingsProblem);
    expect(() => readServiceSettings(environment)).toThrow(sentence);
  });

  it('name the event server where there is one, which replicas do not seed', () => {
    expect(readServiceSettings({ EVENT_STORE_URL: ' ' })).toMatchObject({ eventStore: undefined, seedDemo: true });
    expect(readServiceSettings({ EVENT_STORE_URL: 'esdb://events.example' })).toMatchObject({
      eventStore: { url: 'esdb://events.example', deployment: 'plumbline' },
      seedDemo: false,
    });
    expect(
      readServiceSettings({ EVENT_STORE_URL: 'kurrentdb://a,b?tls=true', EVENT_STORE_DEPLOYMENT: 'north' }),
    ).toMatchObject({ eventStore: { deployment: 'north' } });
  });

  it('never show a password', () => {
    const environment = { EVENT_STORE_URL: 'esdb://north:secret@events.example?tls=secret', PORT: 'web' };
    expect(() => readServiceSettings(environment)).toThrow(/EVENT_STORE_URL/);
    expect(() => readServiceSettings(environment)).not.toThrow(/secret/);
  });

  it('name everything that is wrong at once', () => {
    expect(() => readServiceSettings({ PORT: 'web', SEED_DEMO: 'perhaps' })).toThrow(/PORT.*\n?.*SEED_DEMO/s);
  });
});
