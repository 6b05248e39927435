import type { Locator, Page } from 'playwright-core';
import { Keyboard } from './keyboard.js';

/** What somebody does to a part of a page, once they have found it. */
export interface Hands {
  /** Follows a link or presses a button. */
  press(part: Locator): Promise<void>;
  /** Chooses a radio, or ticks a box. */
  choose(part: Locator): Promise<void>;
  write(part: Locator, text: string): Promise<void>;
  /** @param value of the option */
  pick(part: Locator, value: string): Promise<void>;
  /** @param file its path */
  give(part: Locator, file: string): Promise<void>;
}

/** A mouse for what is pressed, and keys for what is typed. */
export const byMouse: Hands = {
  press: (part) => part.click(),
  choose: (part) => part.check(),
  write: (part, text) => part.fill(text),
  pick: async (part, value) => {
    await part.selectOption({ value });
  },
  give: (part, file) => part.setInputFiles(file),
};

/** Keys alone. @param faults what of the page keeps keys out: a part that is not reached, or whose focus is not seen */
export function byKeyboard(page: Page, faults: (fault: string) => void): Hands {
  const keyboard = new Keyboard(page, faults);
  // Asks Chromium for its choosers from now on: asked for with the key that opens one, the key may be there first.
  page.on('filechooser', () => undefined);
  return {
    press: async (part) => {
      await keyboard.reach(part);
      // A key does not wait for the page that it leads to.
      await Promise.all([page.waitForEvent('framenavigated'), keyboard.key('Enter')]);
    },
    choose: (part) => keyboard.choose(part),
    write: (part, text) => keyboard.write(part, text),
    pick: (part, value) => keyboard.pick(part, value),
    give: async (part, file) => {
      await keyboard.reach(part);
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), keyboard.key('Enter')]);
      await chooser.setFiles(file);
    },
  };
}
