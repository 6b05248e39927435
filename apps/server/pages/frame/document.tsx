import type { ErrorItem } from '../components/error-summary.js';
import { ErrorSummary } from '../components/error-summary.js';
import type { Content } from '../components/content.js';
import { ServiceNavigation } from '../components/service-navigation.js';
import { SkipLink } from '../components/skip-link.js';
import { asset } from './assets.js';
import { EndingInWords, SessionDialog } from './session-dialog.js';
import type { Visitor } from './visitors.js';

/** What every page is framed in. */
export interface Frame {
  readonly council: string;
  /** Addresses of what the person may go to, with what they are called; none before signing in. */
  readonly navigation: readonly { readonly text: string; readonly href: string }[];
  /** Who is signed in, and the token of their forms; null for nobody. */
  readonly signedIn: Pick<Visitor, 'name' | 'formToken' | 'ending'> | null;
  /** Whether they may look for audits. */
  readonly searches: boolean;
  /** The address of the page. */
  readonly address: string;
  /** Lets this page's own inline script run and no other. */
  readonly nonce: string;
}

interface DocumentProps {
  readonly frame: Frame;
  /** What the page is for, as its heading says it. */
  readonly title: string;
  /** What of a form that was sent is wrong. */
  readonly errors?: readonly ErrorItem[];
  /** Above the heading: a way back. */
  readonly before?: Content;
  readonly children: Content;
}

/** Tells the sheet of styles that scripts run, before anything is shown. */
const SCRIPTS_RUN =
  "document.body.className+=' js-enabled'+('noModule' in HTMLScriptElement.prototype?' govuk-frontend-supported':'')";

/** A whole page: one heading of the first level, one main part, and what is wrong said in title and summary alike. */
export const Document = ({ frame, title, errors = [], before, children }: DocumentProps) => (
  <html lang="en" class="govuk-template">
    <head>
      <meta charset="utf-8" />
      <title>{`${errors.length > 0 ? 'Error: ' : ''}${title} – Plumbline`}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
      <meta name="theme-color" content="#1d3d5c" />
      <link rel="stylesheet" href={asset('styles').address} />
    </head>
    <body class="govuk-template__body">
      <script nonce={frame.nonce} dangerouslySetInnerHTML={{ __html: SCRIPTS_RUN }} />
      <SkipLink href="#main-content">Skip to main content</SkipLink>
      <header class="govuk-template__header">
        <Banner {...frame} />
        {frame.signedIn && <EndingInWords {...frame.signedIn} />}
        <ServiceNavigation
          serviceName="Plumbline"
          serviceUrl="/"
          label="Main"
          items={frame.navigation.map(({ text, href }) => ({
            text,
            href,
            current: href === frame.address,
            active: frame.address.startsWith(`${href}/`),
          }))}
        />
      </header>
      <div class="govuk-width-container">
        {before && <nav aria-label="Back">{before}</nav>}
        <main class="govuk-main-wrapper" id="main-content">
          {errors.length > 0 && <ErrorSummary errors={errors} />}
          {children}
        </main>
      </div>
      <footer class="govuk-template__footer plumbline-footer">
        <div class="govuk-width-container">
          <ul class="plumbline-footer__list">
            <li>
              <a class="govuk-link" href="/accessibility">
                Accessibility
              </a>
            </li>
            <li>
              <a class="govuk-link" href="/privacy">
                Privacy
              </a>
            </li>
          </ul>
        </div>
      </footer>
      {frame.signedIn && <SessionDialog {...frame.signedIn} address={frame.address} />}
      <script type="module" src={asset('script').address} nonce={frame.nonce} />
    </body>
  </html>
);

const Banner = ({ council, signedIn, searches, address }: Frame) => (
  <div class="plumbline-banner">
    <div class="govuk-width-container plumbline-banner__container">
      <span class="plumbline-banner__council">{council}</span>
      {signedIn && searches && address !== '/search' && <SearchBox formToken={signedIn.formToken} />}
      {signedIn && (
        <form class="plumbline-banner__person" method="post" action="/sign-out">
          <a class="plumbline-banner__you" href="/you">
            {signedIn.name}
            <span class="govuk-visually-hidden">: you and your messages</span>
          </a>
          <input type="hidden" name="formToken" value={signedIn.formToken} />
          <button type="submit" class="plumbline-banner__sign-out">
            Sign out
          </button>
        </form>
      )}
    </div>
  </div>
);

/** On every page: by a form, so that what is looked for stands in no address. */
const SearchBox = ({ formToken }: { readonly formToken: string }) => (
  <form class="plumbline-banner__search" method="post" action="/search" role="search">
    <input type="hidden" name="formToken" value={formToken} />
    <label class="govuk-visually-hidden" for="search-box">
      Search for an audit by reference, case number, worker or team
    </label>
    <input
      class="plumbline-banner__looked-for"
      id="search-box"
      name="text"
      type="search"
      autocomplete="off"
      spellcheck={false}
    />
    <button type="submit" class="plumbline-banner__go">
      Search
    </button>
  </form>
);
