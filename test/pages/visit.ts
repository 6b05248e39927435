import type { BrowserContext, Page } from 'playwright-core';
import { AXE } from './chromium.js';
import { kindOf } from './kind-of.js';

/** WCAG 2.0 to 2.2, A and AA, and what is good practice besides. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What is wrong with a page, one line each. */
type Faults = readonly string[];

/** A page that somebody looks at: each that is opened is checked, and its faults are kept. */
export class Visit {
  readonly seen: string[] = [];
  readonly faults: string[] = [];

  private constructor(
    readonly page: Page,
    private readonly url: string,
    private readonly context: BrowserContext,
    private readonly hasScripts: boolean,
    /** What has been looked at for access: several visits may share it. */
    private readonly looked: Set<string>,
  ) {}

  /** @param hasScripts whether the browser runs those of a page */
  static async begin(
    context: BrowserContext,
    url: string,
    hasScripts = true,
    looked = new Set<string>(),
  ): Promise<Visit> {
    return new Visit(await context.newPage(), url, context, hasScripts, looked);
  }

  /** @param address of ours: `/tasks` */
  async open(address: string): Promise<void> {
    await this.page.goto(`${this.url}${address}`);
    await this.look();
  }

  /** Follows the link that says this. */
  async follow(text: string | RegExp): Promise<void> {
    await this.page.getByRole('link', { name: text }).first().click();
    await this.page.waitForLoadState();
    await this.look();
  }

  /** Presses the button that says this, and looks at what comes. */
  async press(text: string | RegExp): Promise<void> {
    await this.page.locator('main').getByRole('button', { name: text }).first().click();
    await this.page.waitForLoadState();
    await this.look();
  }

  async fill(label: string | RegExp, text: string): Promise<void> {
    await this.page.getByLabel(label).first().fill(text);
  }

  async choose(label: string | RegExp): Promise<void> {
    await this.page
      .getByLabel(label, { exact: typeof label === 'string' })
      .first()
      .check();
  }

  async pick(label: string | RegExp, text: string | RegExp): Promise<void> {
    const select = this.page.getByLabel(label).first();
    const option = select.locator('option').filter({ hasText: text }).first();
    await select.selectOption({ value: (await option.getAttribute('value')) ?? '' });
  }

  /** @param date `2026-05-04` */
  async date(legend: string | RegExp, date: string): Promise<void> {
    const [year = '', month = '', day = ''] = date.split('-');
    const group = this.page.getByRole('group', { name: legend });
    await group.getByLabel('Day').fill(day);
    await group.getByLabel('Month').fill(month);
    await group.getByLabel('Year').fill(year);
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
    const state = `${kindOf(address)} ${kindOf(await this.page.title())} ${opened}`;
    // Without scripts axe would wait for ever: the same pages are looked at with them.
    if (this.hasScripts && !this.looked.has(state)) {
      this.looked.add(state);
      faults.push(...(await this.ofAccess()));
    }
    this.faults.push(...faults.map((fault) => `${address}: ${fault}`));
  }

  async end(): Promise<void> {
    await this.context.close();
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

  private async ofAccess(): Promise<Faults> {
    await this.page.evaluate(AXE);
    const found: unknown = await this.page.evaluate(
      `axe.run(document, { runOnly: ${JSON.stringify(RULES)}, resultTypes: ['violations'] }).then(({ violations }) =>
        violations.map(({ id, nodes }) => id + ' at ' + nodes.map(({ target }) => target.join(' ')).slice(0, 3).join(', ')))`,
    );
    return Array.isArray(found) ? found.map(String) : [];
  }
}
