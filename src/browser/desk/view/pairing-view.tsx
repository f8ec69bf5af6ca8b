import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { PairingCode } from '../../../domain/channel-health.ts';
import { t } from '../languages.ts';

type Square = readonly (readonly boolean[])[];

/** A code to scan or to type. What draws codes is loaded only when there is one. */
export function PairingView({ pairing }: { readonly pairing: PairingCode }): JSX.Element | null {
  const [square, setSquare] = useState<Square | null>(null);
  useEffect(() => {
    if (pairing.type === 'qr') void import('uqr').then(({ encode }) => setSquare(encode(pairing.value, { border: 4 }).data));
  }, [pairing]);
  if (pairing.type === 'text') return <code class="pairing-text">{pairing.value}</code>;
  if (square === null) return null;
  const size = String(square.length);
  return (
    <svg
      class="pairing-qr"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={t('channels.scan')}
      shape-rendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={pathOf(square)} fill="#000" />
    </svg>
  );
}

function pathOf(square: Square): string {
  return square.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${String(x)} ${String(y)}h1v1h-1z`] : []))).join('');
}
