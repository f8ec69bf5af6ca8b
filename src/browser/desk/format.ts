import { currentTag as tagOf } from './languages.ts';

/** Whose habits a language follows here where the browser names no country: on this desk, English is Europe's. */
const habits: Readonly<Record<string, string>> = { en: 'en-GB' };

function dateTag(): string {
  const tag = tagOf();
  const [language = tag] = tag.split('-');
  return navigator.languages.find((known) => known.startsWith(`${language}-`)) ?? habits[tag] ?? tag;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function format(at: number, style: Intl.DateTimeFormatOptions): string {
  const key = `${dateTag()} ${JSON.stringify(style)}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat(dateTag(), style);
  formats.set(key, known);
  return known.format(at);
}

/** `14:05`, as the mentor's language writes it. */
export function timeOf(at: number): string {
  return format(at, { hour: '2-digit', minute: '2-digit' });
}

/** `Monday, 5 January 2026`. */
export function dayOf(at: number): string {
  return format(at, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
}

/** `5 January 2026`. */
export function dateOf(at: number): string {
  return format(at, { day: 'numeric', month: 'long', year: 'numeric' });
}

/** `5 January 2026, 14:05`. */
export function momentOf(at: number): string {
  return format(at, { day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' });
}

/** The time today, the day before that. */
export function shortMomentOf(at: number, now: number): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  return isToday ? timeOf(at) : format(at, { day: 'numeric', month: 'short' });
}

/** What a clock in that zone shows now. */
export function timeThere(now: number, zone: string): string {
  return format(now, { weekday: 'long', hour: '2-digit', minute: '2-digit', timeZone: zone });
}

/** `3 hr`, `45 min`: the largest unit that says enough. */
export function lengthOf(ms: number): string {
  const minutes = Math.max(1, Math.round(Math.abs(ms) / 60_000));
  if (minutes < 60) return inUnits('minute', minutes);
  return minutes < 2_880 ? inUnits('hour', minutes / 60) : inUnits('day', minutes / 1_440);
}

export function countryName(code: string): string {
  try {
    return new Intl.DisplayNames([dateTag()], { type: 'region' }).of(code.toUpperCase()) ?? code;
  } catch {
    return code;
  }
}

function inUnits(unit: string, count: number): string {
  return new Intl.NumberFormat(dateTag(), { style: 'unit', unit, unitDisplay: 'short' }).format(Math.round(count));
}
