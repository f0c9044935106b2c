import { expect, test } from '@jest/globals';
import { durationInWords, minutesInWords } from '../../../../lib/dr/recovery/runbooks/words';
import { listed } from '../../../../lib/fleet/rules/text';

test('minutes are days, hours, minutes and seconds', () => {
  expect([0, 0.5, 1, 30, 60, 90, 1440, 2880, 2940, 10_080].map(minutes => minutesInWords(minutes))).toEqual([
    '0 seconds', '30 seconds', '1 minute', '30 minutes', '1 hour', '1 hour 30 minutes', '24 hours', '2 days', '49 hours', '7 days',
  ]);
});

test('durations are read as Go does', () => {
  expect([durationInWords('4h'), durationInWords('1m1s'), durationInWords('48h')]).toEqual(['4 hours', '1 minute 1 second', '2 days']);
});

test('lists end with and', () => {
  expect([listed([]), listed(['a']), listed(['a', 'b']), listed(['a', 'b', 'c'])]).toEqual(['', 'a', 'a and b', 'a, b and c']);
});
