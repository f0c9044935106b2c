import { describe, expect, test } from '@jest/globals';
import { frozenBy } from '../../../lib/fleet/lock/frozen';

describe('writing is forbidden', () => {
  test.each([
    ['by CI=true', undefined, { CI: 'true' }, 'CI'],
    ['by CI=1', undefined, { CI: '1' }, 'CI'],
    ['by CI=woodpecker', undefined, { CI: 'woodpecker' }, 'CI'],
    ['by CDK8S_FLEET_FROZEN=true', undefined, { CDK8S_FLEET_FROZEN: 'true', CI: 'false' }, 'CDK8S_FLEET_FROZEN'],
    ['by the option', true, {}, '`frozen: true`'],
    ['by CI although the option is false', false, { CI: 'true' }, 'CI'],
    ['not by CI=false', undefined, { CI: 'false' }, undefined],
    ['not by CI=FALSE', undefined, { CI: 'FALSE' }, undefined],
    ['not by CI=0', undefined, { CI: '0' }, undefined],
    ['not by an empty CI', undefined, { CI: '' }, undefined],
    ['not by CDK8S_FLEET_FROZEN=false', undefined, { CDK8S_FLEET_FROZEN: 'false' }, undefined],
    ['not by nothing', undefined, {}, undefined],
  ])('%s', (_, option, env, reason) => {
    expect(frozenBy(option, env)).toBe(reason);
  });
});
