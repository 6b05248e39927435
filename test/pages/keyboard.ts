import type { Locator, Page } from 'playwright-core';

/** Keys that somebody presses before they give up, on a page of ours. */
const PATIENCE = 300;

/** The link past the top of a page. */
const SKIP = /^a skip to main content/i;

/** Where the focus is, seen from the part that somebody wants to come to. */
interface Focus {
  /** Nowhere yet on a page that has just been opened. */
  readonly is: 'there' | 'nowhere' | 'before' | 'after' | 'in its group';
  /** What has focus, in words. */
  readonly at: string;
  /** What of it tells parts apart that look otherwise with focus. */
  readonly kind: string;
  readonly isOnScreen: boolean;
  readonly isInMain: boolean;
}

/** In the browser. */
const FOCUS = `((target) => {
  const at = document.activeElement ?? document.body;
  const group = (each) => each.type === 'radio' ? each.form?.id + ' ' + each.name : null;
  const box = at.getBoundingClientRect();
  const order = at.compareDocumentPosition(target);
  const is =
    at === target ? 'there'
    : at === document.body ? 'nowhere'
    : group(at) !== null && group(at) === group(target) ? 'in its group'
    : order & Node.DOCUMENT_POSITION_FOLLOWING ? 'before' : 'after';
  return {
    is,
    at: (at.tagName.toLowerCase() + ' ' + (at.innerText || at.name || at.id || '')).trim().slice(0, 80),
    kind: [at.tagName, at.getAttribute('class'), at.getAttribute('type')].join(' '),
    isOnScreen: box.width >= 8 && box.height >= 8 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    isInMain: document.querySelector('main')?.contains(target) ?? false,
  };
})`;

/** In the browser: whether what has focus looks otherwise than without it. Radios and boxes show it beside their label. */
const LOOKS_FOCUSED = `(() => {
  const at = document.activeElement;
  const look = () => [[at], ...[...(at.labels ?? [])].flatMap((label) => [[label, '::before'], [label, '::after']])]
    .map(([part, pseudo]) => getComputedStyle(part, pseudo))
    .map((style) => [style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow, style.backgroundColor, style.borderColor, style.borderWidth].join())
    .join('|');
  const focused = look();
  at.blur();
  const without = look();
  at.focus();
  return focused !== without;
})()`;

/** Somebody who has no mouse: Tab and Shift+Tab, Enter, Space, arrows, and letters. */
export class Keyboard {
  /** Kinds of parts whose focus has been looked at. */
  private readonly looked = new Set<string>();

  constructor(
    private readonly page: Page,
    private readonly faults: (fault: string) => void,
  ) {}

  key(name: string): Promise<void> {
    return this.page.keyboard.press(name);
  }

  /** Goes on, or back, to a part of the page; past the top of the page by the link that is there for it. */
  async reach(part: Locator): Promise<void> {
    await this.goTo(part, ({ is }) => is === 'there');
  }

  async choose(part: Locator): Promise<void> {
    const { is } = await this.goTo(part, ({ is: where }) => where === 'there' || where === 'in its group');
    if (is === 'in its group') await this.byArrows(part);
    if (!(await part.isChecked())) await this.key('Space');
  }

  async write(part: Locator, text: string): Promise<void> {
    await this.reach(part);
    if ((await part.inputValue()) !== '') {
      await this.key('Control+A');
      await this.key('Delete');
    }
    await this.page.keyboard.type(text);
  }

  async pick(part: Locator, value: string): Promise<void> {
    await this.reach(part);
    const options = await part.locator('option').evaluateAll((all) => all.map((each) => each.getAttribute('value')));
    await this.key('Home');
    for (let turn = 0; turn < options.length && (await part.inputValue()) !== value; turn += 1)
      await this.key('ArrowDown');
    if ((await part.inputValue()) !== value) throw new Error(`The arrows did not come to ${value}`);
  }

  private async byArrows(part: Locator): Promise<void> {
    for (let turn = 0; turn < PATIENCE; turn += 1) {
      if ((await this.focus(part)).is === 'there') return;
      await this.key('ArrowDown');
    }
    throw new Error('The arrows did not come to the choice');
  }

  private async goTo(part: Locator, isThere: (focus: Focus) => boolean): Promise<Focus> {
    let focus = await this.focus(part);
    for (let turn = 0; turn < PATIENCE; turn += 1) {
      if (isThere(focus)) return focus;
      const isAtTop = focus.is === 'nowhere';
      await this.key(focus.is === 'after' ? 'Shift+Tab' : 'Tab');
      focus = await this.look(part);
      if (isAtTop && focus.isInMain && SKIP.test(focus.at)) await this.key('Enter');
    }
    throw new Error(`Keys did not come to ${String(part)}`);
  }

  private async focus(part: Locator): Promise<Focus> {
    const where = await this.page.evaluateHandle<(target: unknown) => Focus>(FOCUS);
    return part.evaluate((target, whereFrom) => whereFrom(target), where);
  }

  /** Where the focus has come to, and whether that is seen. */
  private async look(part: Locator): Promise<Focus> {
    const focus = await this.focus(part);
    const { is, at, kind, isOnScreen } = focus;
    if (is === 'nowhere') return focus;
    if (!isOnScreen) this.faults(`the focus is not on the screen: ${at}`);
    if (this.looked.has(kind)) return focus;
    this.looked.add(kind);
    if ((await this.page.evaluate(LOOKS_FOCUSED)) !== true) this.faults(`the focus is not seen: ${at}`);
    return focus;
  }
}
