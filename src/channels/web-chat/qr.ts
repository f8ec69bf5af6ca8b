import { renderSVG } from 'uqr';

/** An address as a QR, black on white with its quiet zone, whatever the page's colours: an SVG in a `data:` address. */
export function qrImage(url: string): string {
  const svg = renderSVG(url, { border: 4, ecc: 'M', blackColor: '#000', whiteColor: '#fff' });
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
}
