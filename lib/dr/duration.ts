import { goDurationText } from './duration-text';
import { durationFaults } from './specs/duration-faults';
import { parseGoDuration } from '../fleet/go-duration';

const SECOND = 1_000_000_000n;

/**
 * Checks a duration that Velero reads as Go does.
 *
 * @param where what the message begins with: `acme/daily: ttl`
 * @throws for what is none, or is negative; days are the common mistake
 */
export function checkGoDuration(where: string, text: string | undefined): void {
  const [fault] = text === undefined ? [] : durationFaults(where, text, 'a time that is not negative');
  if (fault !== undefined) {
    throw new Error(fault);
  }
}

/**
 * A duration as Go writes it, `720h0m0s`: what the API server gives back is then what was applied. Parts of a second, and what is no duration, stay
 * as they are.
 */
export function goDuration(text: string): string {
  const duration = parseGoDuration(text);
  return duration === undefined || duration < 0n || duration % SECOND !== 0n ? text : goDurationText(Number(duration / SECOND) / 60);
}
