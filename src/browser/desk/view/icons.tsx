import type { ComponentChildren, JSX } from 'preact';
import type { ChannelState } from '../../../domain/channel-health.ts';

function Icon({ children, turns = false }: { readonly children: ComponentChildren; readonly turns?: boolean }): JSX.Element {
  return (
    <svg class={turns ? 'icon turns' : 'icon'} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      {children}
    </svg>
  );
}

export const LogoIcon = (): JSX.Element => (
  <svg class="logo" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
    <rect width="32" height="32" rx="9" class="logo-ground" />
    <path d="M7 21h18M10 21v-3a6 6 0 0 1 12 0v3" class="logo-line" />
    <circle cx="16" cy="9" r="1.8" class="logo-dot" />
  </svg>
);

export const QueueIcon = (): JSX.Element => (
  <Icon>
    <path d="M3 5h14M3 10h14M3 15h9" />
  </Icon>
);

export const TalkIcon = (): JSX.Element => (
  <Icon>
    <path d="M3 4.5h14v9H9.5L6 16.5v-3H3z" />
  </Icon>
);

export const PersonIcon = (): JSX.Element => (
  <Icon>
    <circle cx="10" cy="6.5" r="3" />
    <path d="M4 17c.6-3.4 3-5 6-5s5.4 1.6 6 5" />
  </Icon>
);

export const BackIcon = (): JSX.Element => (
  <Icon turns>
    <path d="M12.5 4 6.5 10l6 6" />
  </Icon>
);

export const BellIcon = (): JSX.Element => (
  <Icon>
    <path d="M5 14V9a5 5 0 0 1 10 0v5l1.2 1H3.8zM8.5 17.2h3" />
  </Icon>
);

export const NoteIcon = (): JSX.Element => (
  <Icon>
    <path d="M4 3.5h12v8.5L11.5 16.5H4zM16 12h-4.5v4.5" />
  </Icon>
);

export const SendIcon = (): JSX.Element => (
  <Icon turns>
    <path d="M3.5 10h11M10 4.5l5.5 5.5-5.5 5.5" />
  </Icon>
);

export const DoneIcon = (): JSX.Element => (
  <Icon>
    <path d="m4 10.5 4 4 8-9" />
  </Icon>
);

export const PutBackIcon = (): JSX.Element => (
  <Icon turns>
    <path d="M8 4.5 4 8.5l4 4M4.5 8.5H12a4 4 0 0 1 0 8H8" />
  </Icon>
);

/** A pie that shrinks with the time that is left. */
export function ClockFace({ left, isLate }: { readonly left: number; readonly isLate: boolean }): JSX.Element {
  return (
    <svg class="clock-face" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <circle cx="8" cy="8" r="7" />
      {isLate ? (
        <path d="M8 4.2v4.6M8 11.2v.6" class="clock-mark" />
      ) : (
        <circle cx="8" cy="8" r="2.5" class="clock-left" pathLength={1} stroke-dasharray={`${left.toFixed(3)} 1`} />
      )}
    </svg>
  );
}

/** H2 a triangle, H3 an octagon: told apart without colour. */
export function RiskShape({ risk }: { readonly risk: string }): JSX.Element {
  return (
    <svg class="risk-shape" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {risk === 'H3' ? <path d="M5 1.5h6L14.5 5v6L11 14.5H5L1.5 11V5z" class="risk-solid" /> : <path d="M8 2 14.8 14H1.2z" />}
      <path d={risk === 'H3' ? 'M8 4.5v4.2M8 11v.6' : 'M8 6.3v3.6M8 11.8v.4'} class="risk-mark" />
    </svg>
  );
}

/** A shape for each state of a channel, so that nothing hangs on colour alone. */
export function StateShape({ state }: { readonly state: ChannelState }): JSX.Element {
  if (state === 'degraded') return <RiskShape risk="H2" />;
  if (state === 'needs-a-person' || state === 'down') return <RiskShape risk="H3" />;
  return (
    <svg class="risk-shape" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <circle cx="8" cy="8" r="6.2" stroke-dasharray={state === 'starting' ? '2.5 2' : undefined} />
      {state === 'healthy' && <path d="m5 8.3 2.1 2.1 4-4.4" />}
      {state === 'off' && <path d="M5 8h6" />}
    </svg>
  );
}
