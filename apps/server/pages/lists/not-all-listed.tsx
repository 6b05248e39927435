/** Why a leader finds fewer audits in a list than there are (`asListed`). */
export const NotAllListed = () => (
  <p class="govuk-inset-text">
    Your council shows its leaders figures, and no list of all audits from which small numbers could be counted. Here
    you see the audits you have a part in. The council can decide otherwise in its settings.
  </p>
);
