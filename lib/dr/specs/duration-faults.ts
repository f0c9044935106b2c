import { parseGoDuration } from '../../fleet/go-duration';
import { goDurationText } from '../duration-text';

const HOURS: Readonly<Record<string, number>> = { d: 24, w: 168, y: 8760 };

/**
 * What is wrong with a field that Velero reads as a Go duration (`metav1.Duration`); the CRD takes any text.
 * @param instead what to write in place of a time that is negative
 */
export function durationFaults(field: string, value: unknown, instead: string): readonly string[] {
  if (typeof value !== 'string') return [];
  const duration = parseGoDuration(value);
  if (duration === undefined) return [`${field}: '${value}' is no Go duration, so that Velero cannot read the object; write ${suggested(value)}`];
  return duration < 0n ? [`${field}: '${value}' is negative; write ${instead}`] : [];
}

function suggested(text: string): string {
  const [, amount, unit] = /^(\d{1,5}) ?(d|w|y)[a-z]*$/i.exec(text) ?? [];
  if (amount !== undefined) return goDurationText(Number(amount) * HOURS[unit.toLowerCase()] * 60);
  if (/^\d+$/.test(text)) return `the unit, such as ${text}h or ${text}m`;
  return 'hours, minutes and seconds, such as 720h0m0s';
}
