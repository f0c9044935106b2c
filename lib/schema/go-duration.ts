const UNITS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};
/**
 * Units of the format `duration` beyond Go's: the word itself, or anything that starts with the last entry. Source: kube-openapi,
 * `strfmt.ParseDuration`.
 */
const LONG_UNITS: ReadonlyArray<readonly [bigint, readonly string[]]> = [
  [1n, ['ns', 'nano']],
  [1_000n, ['us', 'µs', 'micro']],
  [1_000_000n, ['ms', 'milli']],
  [1_000_000_000n, ['s', 'sec']],
  [60_000_000_000n, ['m', 'min']],
  [3_600_000_000_000n, ['h', 'hr', 'hour']],
  [86_400_000_000_000n, ['d', 'day']],
  [604_800_000_000_000n, ['w', 'wk', 'week']],
];
const LARGEST = 2n ** 63n;

/** Nanoseconds of a Go duration, `1h30m`; undefined when the text is none. Source: Go, `time.ParseDuration`. */
export function parseGoDuration(text: string): bigint | undefined {
  const [, sign, rest] = /^([-+]?)(.*)$/s.exec(text)!;
  if (rest === '0') return 0n;
  if (!/^(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/.test(rest)) return undefined;
  let total = 0n;
  for (const [, whole, fraction, unit] of rest.matchAll(/(\d*)\.?(\d*)(ns|us|µs|μs|ms|s|m|h)/g)) {
    total += BigInt(whole || '0') * UNITS[unit] + BigInt(fraction || '0') * UNITS[unit] / 10n ** BigInt(fraction.length);
  }
  if (total > LARGEST || total === LARGEST && sign !== '-') return undefined;
  return sign === '-' ? -total : total;
}

/** Nanoseconds of a value of the format `duration`, which also takes `2 days`; undefined when the text is none. */
export function parseFormatDuration(text: string): bigint | undefined {
  const go = parseGoDuration(text);
  if (go !== undefined) return go;
  let total: bigint | undefined;
  for (const [, amount, word] of text.matchAll(/(\d+)\s*([A-Za-zµ]+)/g)) {
    if (BigInt(amount) >= LARGEST) return undefined;
    const unit = word.toLowerCase();
    const known = LONG_UNITS.filter(([, names]) => names.includes(unit) || unit.startsWith(names[names.length - 1]));
    for (const [length] of known) total = (total ?? 0n) + BigInt(amount) * length;
  }
  return total;
}
