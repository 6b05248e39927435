import { BackLink } from '../components/back-link.js';
import { WideTable } from '../components/wide-table.js';
import { Filter, isNarrowed, type FilterField } from '../lists/filter.js';
import { ListHead } from '../lists/list-head.js';
import { countedOf } from '../lists/onward.js';
import { Document, type Frame } from '../frame/document.js';
import type { MessageShown } from './present-messages.js';

interface MessagesPageProps {
  readonly frame: Frame;
  readonly messages: readonly MessageShown[];
  readonly fields: readonly FilterField[];
  readonly sort: FilterField;
  readonly csv: string;
}

/** Messages that did not arrive. */
export const MessagesPage = ({ frame, messages, fields, sort, csv }: MessagesPageProps) => (
  <Document frame={frame} title="Messages not delivered" before={<BackLink href="/programme">This month</BackLink>}>
    <h1 class="govuk-heading-l">Messages not delivered</h1>
    {(messages.length > 0 || isNarrowed(fields)) && (
      <Filter address="/programme/messages" summary="Filter or sort messages" fields={fields} sort={sort} />
    )}
    {messages.length === 0 ? (
      <p class="govuk-body">
        {isNarrowed(fields)
          ? 'No message is so. Clear the filter to see the others.'
          : 'Every message has been delivered, as far as the mail service says.'}
      </p>
    ) : (
      <>
        <ListHead counted={countedOf(messages.length, messages.length, ['message', 'messages'])} csv={csv} />
        <WideTable
          caption="Messages not delivered"
          captionClasses="govuk-visually-hidden"
          firstCellIsHeader
          head={MESSAGES_HEAD.map((text) => ({ text }))}
          rows={messages.map(({ to, told, what, why, when }) => [
            { text: to },
            { text: told.map((each) => <div>{each}</div>) },
            { text: what },
            { text: why },
            { text: when },
          ])}
        />
      </>
    )}
  </Document>
);

export const MESSAGES_HEAD = ['To', 'About', 'What happened', 'Why', 'When'];
