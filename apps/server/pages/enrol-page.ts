export const ENROL_PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Your way in to audits</title>
<link rel="stylesheet" href="/home.css">
</head>
<body>
<main>
<h1>Your way in to audits</h1>
<form id="enrol">
<p><label for="secret">Your link, or its two halves</label></p>
<p><textarea id="secret" rows="3" cols="60" autocomplete="off" spellcheck="false" required></textarea></p>
<p><button type="submit">Let me in</button></p>
</form>
<p id="answer" role="status"></p>
<noscript><p>This page needs JavaScript. Without it, send what stands behind the # of your link as
<code>{"secret": "…"}</code> to <code>POST /api/v1/enrolments</code>.</p></noscript>
</main>
<script src="/enrol.js"></script>
</body>
</html>
`;

/** Waits for a person to press the button: a mail filter that opens links uses none of them up. */
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
