import { Button } from '../components/button.js';
import { Textarea } from '../components/textarea.js';
import { Document, type Frame } from '../frame/document.js';

/** Where an invitation's link leads: waits for a press of the button, since mail filters open links. */
export const EnrolPage = ({ frame }: { readonly frame: Frame }) => (
  <Document frame={frame} title="Your way in">
    <h1 class="govuk-heading-l">Your way in</h1>
    <form id="enrol">
      <Textarea
        id="secret"
        name="secret"
        label={{ text: 'Your link, or its two halves' }}
        rows={3}
        autocomplete="off"
        spellcheck={false}
      />
      <Button>Let me in</Button>
    </form>
    <p class="govuk-body" id="answer" role="status"></p>
    <noscript>
      <p class="govuk-body">
        This page needs JavaScript. Without it, send what stands behind the # of your link as{' '}
        <code>{'{"secret": "…"}'}</code> to <code>POST /api/v1/enrolments</code>.
      </p>
    </noscript>
    <script type="module" src="/enrol.js" />
  </Document>
);

export const ENROL_SCRIPT = `const [form, secret, answer] = ['enrol', 'secret', 'answer'].map((id) => document.getElementById(id));
if (location.hash.length > 1) {
  secret.value = location.hash.slice(1);
  history.replaceState(null, '', location.pathname);
}
form.addEventListener('submit', async (event) => {
  event.preventDefault();
  answer.textContent = 'One moment.';
  try {
    const response = await fetch('/api/v1/enrolments', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ secret: secret.value }),
    });
    const told = await response.json();
    if (response.ok) form.hidden = true;
    answer.textContent = response.ok
      ? 'You are in. This is your API token, shown this once. Keep it safe: ' + told.token
      : told.detail;
  } catch {
    answer.textContent = 'No answer came. Your link may have been used: try it again, or ask for another.';
  }
});
`;
