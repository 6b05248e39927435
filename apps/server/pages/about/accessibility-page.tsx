import { Document, type Frame } from '../frame/document.js';

/** The accessibility statement (Public Sector Bodies Accessibility Regulations 2018), as far as the software can say it. */
export const AccessibilityPage = ({ frame }: { readonly frame: Frame }) => (
  <Document frame={frame} title="Accessibility">
    <h1 class="govuk-heading-l">Accessibility</h1>
    <p class="govuk-body">
      {frame.council} wants everybody who works on audits to be able to use this service. That means you should be able
      to:
    </p>
    <ul class="govuk-list govuk-list--bullet">
      <li>change colours, contrast and fonts in your browser or device</li>
      <li>make the text four times as large without any of it leaving the screen</li>
      <li>do everything with a keyboard alone</li>
      <li>do everything with a screen reader</li>
      <li>do everything without JavaScript</li>
    </ul>
    <h2 class="govuk-heading-m">How accessible this service is</h2>
    <p class="govuk-body">
      Each page is checked against the Web Content Accessibility Guidelines, version 2.2, levels A and AA, by an
      automatic check before each release. Automatic checks find some problems and not others: if you find one, please
      say so.
    </p>
    <h2 class="govuk-heading-m">If something does not work for you</h2>
    <p class="govuk-body">
      Tell your audit coordinator what you were doing, on which page, and what you use to read it. If you are not happy
      with the answer, the{' '}
      <a class="govuk-link" href="https://www.equalityadvisoryservice.com/">
        Equality Advisory and Support Service
      </a>{' '}
      can advise you.
    </p>
  </Document>
);
