import type { BrowserContext, Page } from 'playwright-core';
import { AXE } from './chromium.js';
import { byKeyboard, byMouse, type Hands } from './hands.js';
import { kindOf } from './kind-of.js';

/** WCAG 2.0 to 2.2, A and AA, and what is good practice besides. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What is wrong with a page, one line each. */
type Faults = readonly string[];

export interface VisitOptions {
  /** Whether the browser runs those of a page; as a rule it does. */
  readonly hasScripts?: boolean;
  /** What has been looked at for access: several visits may share it. */
  readonly looked?: Set<string>;
  /** Without one everything is done by keys. */
  readonly hasMouse?: boolean;
}

/** A page that somebody looks at: each that is opened is checked, and its faults are kept. */
export class Visit {
  readonly seen: string[] = [];
  readonly faults: string[] = [];
  private readonly hands: Hands;

  private constructor(
    readonly page: Page,
    private readonly url: string,
    private readonly context: BrowserContext,
    private readonly hasScripts: boolean,
    /** What has been looked at for access: several visits may share it. */
    private readonly looked: Set<string>,
    hasMouse: boolean,
  ) {
    this.hands = hasMouse ? byMouse : byKeyboard(page, (fault) => this.faults.push(`${this.address()}: ${fault}`));
  }

  static async begin(context: BrowserContext, url: string, options: VisitOptions = {}): Promise<Visit> {
    const { hasScripts = true, looked = new Set<string>(), hasMouse = true } = options;
    return new Visit(await context.newPage(), url, context, hasScripts, looked, hasMouse);
  }

  /** @param address of ours: `/tasks` */
  async open(address: string): Promise<void> {
    await this.page.goto(`${this.url}${address}`);
    await this.look();
  }

  /** Follows the link that says this. */
  async follow(text: string | RegExp): Promise<void> {
    await this.hands.press(this.page.getByRole('link', { name: text }).first());
    await this.comes();
  }

  /** Presses the button that says this, and looks at what comes. */
  async press(text: string | RegExp): Promise<void> {
    await this.hands.press(this.page.locator('main').getByRole('button', { name: text }).first());
    await this.comes();
  }

  async fill(label: string | RegExp, text: string): Promise<void> {
    await this.hands.write(this.page.getByLabel(label).first(), text);
  }

  /** @param group the question that it answers, where another has the same answers */
  async choose(label: string | RegExp, group?: string): Promise<void> {
    const within = group === undefined ? this.page : this.page.getByRole('group', { name: group });
    await this.hands.choose(within.getByLabel(label, { exact: typeof label === 'string' }).first());
  }

  async pick(label: string | RegExp, text: string | RegExp): Promise<void> {
    const select = this.page.getByLabel(label).first();
    const option = select.locator('option').filter({ hasText: text }).first();
    await this.hands.pick(select, (await option.getAttribute('value')) ?? '');
  }

  /** @param date `2026-05-04` */
  async date(legend: string | RegExp, date: string): Promise<void> {
    const [year = '', month = '', day = ''] = date.split('-');
    const group = this.page.getByRole('group', { name: legend });
    for (const [label, part] of [
      ['Day', day],
      ['Month', month],
      ['Year', year],
    ] as const)
      await this.hands.write(group.getByLabel(label), part);
  }

  /** @param file its path */
  async give(label: string, file: string): Promise<void> {
    await this.hands.give(this.page.getByLabel(label, { exact: true }), file);
  }

  /** Whether a link that says this is on the page. */
  async offers(text: string | RegExp): Promise<boolean> {
    return (await this.page.getByRole('link', { name: text }).count()) > 0;
  }

  async heading(): Promise<string> {
    return (await this.page.locator('h1').first().innerText()).trim();
  }

  async text(): Promise<string> {
    return this.page.locator('main').innerText();
  }

  address(): string {
    return new URL(this.page.url()).pathname;
  }

  /** Checks the page that is open. The same page in the same state is checked once. */
  async look(): Promise<void> {
    const address = this.address();
    this.seen.push(address);
    const html = await this.page.content();
    const faults = [...(await this.ofTheFrame()), ...this.ofForms(html)];
    const opened = (await this.page.locator('dialog[open]').allInnerTexts()).join();
    const state = `${this.hasScripts} ${kindOf(address)} ${kindOf(await this.page.title())} ${opened}`;
    if (!this.looked.has(state)) {
      this.looked.add(state);
      faults.push(...(this.hasScripts ? await ofAccess(this.page) : await this.ofAccessWithoutScripts(html)));
    }
    this.faults.push(...faults.map((fault) => `${address}: ${fault}`));
  }

  async end(): Promise<void> {
    await this.context.close();
  }

  /** Looks at the page that a link or button led to. */
  private async comes(): Promise<void> {
    await this.page.waitForLoadState();
    await this.look();
  }

  private async ofTheFrame(): Promise<string[]> {
    const { page } = this;
    const faults: string[] = [];
    const headings = await page.locator('h1').allInnerTexts();
    const title = await page.title();
    if (headings.length !== 1) faults.push(`${headings.length} headings of the first level`);
    if (!/^.+ – Plumbline$/.test(title)) faults.push(`the title ${title}`);
    const [heading = ''] = headings;
    if (!title.replace('Error: ', '').startsWith(heading.trim()))
      faults.push(`the title does not begin as the heading`);
    if ((await page.locator('html').getAttribute('lang')) !== 'en') faults.push('no language');
    if ((await page.locator('.govuk-error-summary').count()) > 0 && !title.startsWith('Error: '))
      faults.push('the title does not say that there is an error');
    const wide: boolean = await page.evaluate(
      'document.documentElement.scrollWidth > document.documentElement.clientWidth',
    );
    if (wide) faults.push('scrolls sideways');
    return faults;
  }

  /** Every form that posts carries a token. */
  private ofForms(html: string): Faults {
    const forms = html.match(/<form[^>]*method="post"[\s\S]*?<\/form>/g) ?? [];
    return forms.flatMap((form) => (/name="formToken" value="[^"]{20,}"/.test(form) ? [] : ['a form without a token']));
  }

  /** The library would wait for ever where no scripts run: the page as it came is shown to it where they do, and its own may not. */
  private async ofAccessWithoutScripts(html: string): Promise<Faults> {
    const context = await this.context.browser()?.newContext({ viewport: this.page.viewportSize() });
    if (context === undefined) throw new Error('The browser is gone');
    const page = await context.newPage();
    const url = this.page.url();
    const headers = { 'content-security-policy': "script-src 'none'" };
    await page.route(url, (route) => route.fulfill({ body: html, contentType: 'text/html', headers }));
    await page.goto(url);
    const faults = await ofAccess(page);
    await context.close();
    return faults;
  }
}

async function ofAccess(page: Page): Promise<Faults> {
  await page.evaluate(AXE);
  const found: unknown = await page.evaluate(
    `axe.run(document, { runOnly: ${JSON.stringify(RULES)}, resultTypes: ['violations'] }).then(({ violations }) =>
      violations.map(({ id, nodes }) => id + ' at ' + nodes.map(({ target }) => target.join(' ')).slice(0, 3).join(', ')))`,
  );
  return Array.isArray(found) ? found.map(String) : [];
}
