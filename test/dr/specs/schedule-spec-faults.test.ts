import { expect, test } from '@jest/globals';
import { scheduleSpecFaults } from '../../../lib/dr/specs/schedule-spec-faults';

test.each([undefined, null, [], {}, { schedule: 3, template: 'x' }])('does not stumble over %j', spec => {
  expect(scheduleSpecFaults(spec)).toEqual([]);
});

const schedule = '0 3 * * *';
test.each([
  [{ schedule: '0 0 * * 7' }, { schedule: '0 0 * * 0' }, "schedule: day of week: '7': 7 is no day here; write 0 or SUN for Sunday, got '0 0 * * 7'"],
  [{ schedule, skipImmediately: true }, { schedule, skipImmediately: false }, 'skipImmediately: Velero sets it to false once it has skipped, a GitOps tool sets it back at each'
    + ' sync, and the schedule may never run; leave it out, and start the server with --schedule-skip-immediately'],
  [{ schedule, template: { ttl: '30d' } }, { schedule, template: { ttl: '720h' } },
    "template.ttl: '30d' is no Go duration, so that Velero cannot read the object; write 720h0m0s"],
  [{ schedule, template: { ttl: '-1h' } }, { schedule, template: { ttl: '0s' } },
    "template.ttl: '-1h' is negative; write 0s for the default of the server, 720h0m0s, or how long to keep it"],
  [{ schedule, template: { labelSelector: {}, orLabelSelectors: [{}] } }, { schedule, template: { labelSelector: {} } },
    'template.labelSelector, template.orLabelSelectors: only one may be there, even when it is empty; leave one out'],
  [{ schedule: '@weekly', template: { ttl: '24h' } }, { schedule: '@weekly', template: { ttl: '168h' } },
    "template.ttl: a backup is kept for 24h, and up to 168h0m0s pass between runs of '@weekly', so that at times there is none; write more than that, such as 336h0m0s"],
  [{ schedule: '@monthly' }, { schedule: '@monthly', template: { ttl: '1488h' } },
    "template.ttl: a backup is kept for 720h0m0s, the default of the server, and up to 744h0m0s pass between runs of '@monthly', so that at times there is none; write more than that,"
    + ' such as 1488h0m0s'],
])('%j', (bad, good, message) => {
  expect(scheduleSpecFaults(bad)).toEqual([message]);
  expect(scheduleSpecFaults(good)).toEqual([]);
});
