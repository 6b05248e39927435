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
    <p class="govuk-body">
      <a class="govuk-link" href="https://mcmw.abilitynet.org.uk/">
        AbilityNet
      </a>{' '}
      says how to make your device easier to use.
    </p>
    <h2 class="govuk-heading-m">How accessible this service is</h2>
    <p class="govuk-body">
      It is made to meet the Web Content Accessibility Guidelines, version 2.2, levels A and AA. No part of it is known
      not to. It has not been looked at by an independent auditor yet, and so it cannot be said to meet all of them.
    </p>
    <h2 class="govuk-heading-m">How it was tested</h2>
    <p class="govuk-body">
      Each page, and each error of each form, is checked before each release: by an automatic check against those
      guidelines, by keyboard alone, without JavaScript, at the width of a small phone, and with text twice as large.
      Automatic checks find some problems and not others: if you find one, please say so.
    </p>
    <h2 class="govuk-heading-m">If something does not work for you</h2>
    <p class="govuk-body">
      Tell your audit coordinator what you were doing, on which page, and what you use to read it. Ask them too if you
      need something from this service in another form.
    </p>
    <h2 class="govuk-heading-m">If you are not happy with the answer</h2>
    <p class="govuk-body">
      The Equality and Human Rights Commission enforces the Public Sector Bodies (Websites and Mobile Applications) (No.
      2) Accessibility Regulations 2018. Contact the{' '}
      <a class="govuk-link" href="https://www.equalityadvisoryservice.com/">
        Equality Advisory and Support Service
      </a>
      .
    </p>
  </Document>
);
