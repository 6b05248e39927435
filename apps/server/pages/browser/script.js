// What pages do besides, in a browser that runs scripts. Every page is right without it.
import {
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  PasswordInput,
  Radios,
  ServiceNavigation,
  SkipLink,
  Tabs,
  createAll,
} from 'govuk-frontend';
import { autosave } from './autosave.js';
import { warnBeforeEnd } from './session.js';

createAll(Button, { preventDoubleClick: true });

/** ARIA has no `aria-expanded` for radios and checkboxes: what a choice reveals follows it, and is read next. */
const withoutExpanded = (Component) =>
  class extends Component {
    syncConditionalRevealWithInputState(input) {
      super.syncConditionalRevealWithInputState(input);
      input.removeAttribute('aria-expanded');
    }
  };

for (const component of [
  CharacterCount,
  withoutExpanded(Checkboxes),
  ErrorSummary,
  NotificationBanner,
  PasswordInput,
  withoutExpanded(Radios),
  ServiceNavigation,
  SkipLink,
  Tabs,
])
  createAll(component);

// What stands behind the # of an invitation's link goes into the field, and out of the address.
const fromLink = document.querySelector('[data-plumbline-from-link]');
if (fromLink !== null && location.hash.length > 1) {
  fromLink.value = location.hash.slice(1);
  history.replaceState(null, '', location.pathname);
}

const savings = [...document.querySelectorAll('form[data-autosave]')].map(autosave);

const dialog = document.querySelector('[data-session]');
if (dialog !== null) warnBeforeEnd(dialog, () => Promise.all(savings.map((save) => save())));
