import type { Browser, Page } from 'playwright-core';
import { openChromium } from './chromium.js';
import { Keyboard } from './keyboard.js';

/** What the journeys by keyboard alone hold pages to is held to here: each of these pages keeps keys out. */
describe('somebody who has no mouse', () => {
  let browser: Browser;
  let page: Page;
  let faults: string[];
  let keyboard: Keyboard;
  beforeAll(async () => {
    browser = await openChromium();
  }, 30_000);
  beforeEach(async () => {
    page = await browser.newPage();
    faults = [];
    keyboard = new Keyboard(page, (fault) => faults.push(fault));
  });
  afterEach(() => page.close());
  afterAll(() => browser?.close());

  it('finds no fault where the focus is seen', async () => {
    await page.setContent('<main><a href="#here">One</a> <button>Two</button></main>');
    await keyboard.reach(page.getByText('Two'));
    expect(faults).toEqual([]);
  });

  it('says which part looks with focus as it does without', async () => {
    await page.setContent('<style>button:focus { outline: none }</style><main><button>Two</button></main>');
    await keyboard.reach(page.getByText('Two'));
    expect(faults).toEqual(['the focus is not seen: button Two']);
  });

  it('says what has focus and is not on the screen', async () => {
    await page.setContent(
      '<main><a href="#x" style="position: fixed; left: -500px">One</a> <button>Two</button></main>',
    );
    await keyboard.reach(page.getByText('Two'));
    expect(faults).toEqual(['the focus is not on the screen: a One']);
  });

  it('does not come to what takes no focus', async () => {
    await page.setContent('<main><a href="#x">One</a> <span onclick="go()">Two</span></main>');
    await expect(keyboard.reach(page.getByText('Two'))).rejects.toThrow('Keys did not come to');
  });

  it('chooses by arrows what stands in a group, forwards and backwards', async () => {
    const radios = ['a', 'b', 'c'].map((each) => `<label><input type="radio" name="r" value="${each}">${each}</label>`);
    await page.setContent(`<main><form>${radios.join('')}</form></main>`);
    for (const each of ['c', 'a', 'b']) {
      await keyboard.choose(page.getByLabel(each));
      expect(await page.getByLabel(each).isChecked()).toBe(true);
    }
  });
});
