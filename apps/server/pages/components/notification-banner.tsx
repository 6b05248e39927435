import { classNames, type Content, type Dressed } from './content.js';
import { Heading, type HeadingLevel } from './heading.js';

interface NotificationBannerProps extends Dressed {
  /** A text stands as a heading of its own; elements as they are. */
  readonly children: Content;
  readonly type?: 'success';
  readonly title?: Content;
  readonly titleId?: string;
  readonly titleHeadingLevel?: HeadingLevel;
  readonly role?: 'alert' | 'region';
  readonly disableAutoFocus?: boolean;
}

export function NotificationBanner({ children, type, ...props }: NotificationBannerProps) {
  const {
    title = type === 'success' ? 'Success' : 'Important',
    titleId = 'govuk-notification-banner-title',
    titleHeadingLevel = 2,
    // Good news is told at once; anything else is a landmark that can be gone to.
    role = type === 'success' ? 'alert' : 'region',
    disableAutoFocus,
    classes,
    attributes,
  } = props;
  return (
    <div
      class={classNames('govuk-notification-banner', type && `govuk-notification-banner--${type}`, classes)}
      role={role}
      aria-labelledby={titleId}
      data-module="govuk-notification-banner"
      {...(disableAutoFocus !== undefined && { 'data-disable-auto-focus': String(disableAutoFocus) })}
      {...attributes}
    >
      <div class="govuk-notification-banner__header">
        <Heading level={titleHeadingLevel} class="govuk-notification-banner__title" id={titleId}>
          {title}
        </Heading>
      </div>
      <div class="govuk-notification-banner__content">
        {typeof children === 'string' ? <p class="govuk-notification-banner__heading">{children}</p> : children}
      </div>
    </div>
  );
}
