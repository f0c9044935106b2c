import { parseGoDuration } from '../../../fleet/go-duration';

const SECOND = 1_000_000_000;

/** Minutes in words: `24 hours`, `1 hour 30 minutes`, `7 days`. */
export function minutesInWords(minutes: number): string {
  const seconds = Math.round(minutes * 60);
  const days = seconds % 86_400 === 0 && seconds >= 2 * 86_400 ? seconds / 86_400 : 0;
  const rest = seconds - days * 86_400;
  const parts = [[days, 'day'], [Math.floor(rest / 3600), 'hour'], [Math.floor(rest / 60) % 60, 'minute'], [rest % 60, 'second']] as const;
  const words = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}${count === 1 ? '' : 's'}`);
  return words.length === 0 ? '0 seconds' : words.join(' ');
}

/** A Go duration in words; it was checked before. */
export function durationInWords(text: string): string {
  return minutesInWords(Number(parseGoDuration(text)!) / SECOND / 60);
}

/** Items that differ by their key: of several the first. */
export function unique<T>(items: readonly T[], keyOf: (item: T) => string): readonly T[] {
  return [...new Map(items.map(item => [keyOf(item), item] as const).reverse()).values()].reverse();
}
