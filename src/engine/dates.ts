const formatters = new Map<string, Intl.DateTimeFormat>();

/** Gregorian dates in Western digits, whatever the language: the project's rule for amounts and dates. */
function formatter(tag: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([tag, options]);
  const known = formatters.get(key);
  if (known !== undefined) return known;
  // Our readers of English live in Europe: day before month.
  const made = new Intl.DateTimeFormat(tag === 'en' ? 'en-GB' : tag, {
    numberingSystem: 'latn',
    calendar: 'gregory',
    ...options,
  });
  formatters.set(key, made);
  return made;
}

/** A source's date as far as it is known: `2026-02-03` and `2026-02` as month and year, `2026` as it is. */
export function sayMonth(asOf: string, tag: string): string {
  const [year, month] = asOf.split('-');
  if (month === undefined || !/^\d{4}-\d{2}/u.test(asOf)) return asOf;
  const day = Temporal.PlainDate.from({ year: Number(year), month: Number(month), day: 15 });
  return formatter(tag, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(noonOf(day));
}

/** `2026-02-03` → 3 February 2026. */
export function sayDate(date: string, tag: string): string {
  const options = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  return formatter(tag, options).format(noonOf(Temporal.PlainDate.from(date)));
}

/** An instant on the person's clock: weekday, day, month, hour and minute. UTC is nobody's own clock, so it is named. */
export function sayMoment(ms: number, tag: string, zone: string): string {
  const options = {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  } as const;
  return formatter(tag, { ...options, timeZone: zone, ...(zone === 'UTC' ? { timeZoneName: 'short' } : {}) }).format(ms);
}

/** An instant's day on the person's clock. */
export function sayDay(ms: number, tag: string, zone: string): string {
  return formatter(tag, { day: 'numeric', month: 'long', year: 'numeric', timeZone: zone }).format(ms);
}

/** The day that was asked for last, and asked for again with every entry of a turn. */
let latest = { ms: Number.NaN, zone: '', date: '' };

/** ISO date of an instant on the person's clock. */
export function dateOn(ms: number, zone: string): string {
  if (latest.ms !== ms || latest.zone !== zone)
    latest = { ms, zone, date: Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).toPlainDate().toString() };
  return latest.date;
}

function noonOf(date: Temporal.PlainDate): number {
  return date.toZonedDateTime({ timeZone: 'UTC', plainTime: '12:00' }).epochMilliseconds;
}
