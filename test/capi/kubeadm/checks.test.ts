import { describe, expect, test } from '@jest/globals';
import { Docker } from '../../../lib';
import { fleetWith } from '../infrastructure-contract';

// Also what a program that no compiler checked may write.
const make = (controlPlane: object, pool: object = {}) => () => fleetWith({
  infrastructure: Docker.dev(), controlPlane: { machine: {}, ...controlPlane }, pools: { workers: { replicas: 3, machine: {}, ...pool } },
});
const file = (more: object) => ({ files: [{ path: '/etc/a', content: 'x', ...more }] });

describe('a control plane', () => {
  test('takes what machines boot with', () => {
    const made = make({
      ...file({ permissions: '0644' }), taints: [{ key: 'example.com/a', value: 'b', effect: 'NoExecute' }, { key: 'x', effect: 'NoSchedule' }],
      users: [{ name: 'ops', sshAuthorizedKeys: ['ssh-ed25519 AAAA'] }], auditLog: { maxAgeDays: 0 }, oidc: { issuerUrl: 'https://a.example.com', clientId: 'k' },
      kubeletArgs: { constructor: 'a flag of a name that every object has' },
    })();
    expect(made.fleet.check()).toEqual([]);
  });

  test.each<[string, object, string]>([
    ['no machine', { machine: undefined }, 'acme/one: controlPlane.machine is missing; write an object'],
    ['a relative path', file({ path: 'etc/a' }), 'acme/one: controlPlane: files: write an absolute path in one line, got "etc/a"'],
    ['a path of two lines', file({ path: '/etc/a\n| b' }), 'files: write an absolute path in one line, got "/etc/a\\n| b"'],
    ['permissions that are not octal', file({ permissions: 'rw-r--r--' }), "files: permissions of /etc/a: write octal digits such as 0644, got 'rw-r--r--'"],
    ['a Secret without a key', { files: [{ path: '/etc/a', contentFrom: { secret: 's' } }] }, 'files: contentFrom of /etc/a: key is missing'],
    ['a private key in a file', file({ content: 'a\n-----BEGIN RSA PRIVATE KEY-----\n' }), 'acme/one: controlPlane: files: /etc/a: holds a private key'],
    ['a private key for a public one', { users: [{ name: 'a', sshAuthorizedKeys: ['-----BEGIN OPENSSH PRIVATE KEY-----'] }] }, 'controlPlane.users[0].sshAuthorizedKeys: holds a private key'],
    ['a user without keys', { users: [{ name: 'a' }] }, 'acme/one: controlPlane.users[0].sshAuthorizedKeys is missing'],
    ['a taint without a key', { taints: [{ key: '', effect: 'NoSchedule' }] }, "acme/one: controlPlane.taints[0]: a kubelet refuses to start with '=:NoSchedule'"],
    ['a taint with another effect', { taints: [{ key: 'a', effect: 'noschedule' }] }, "a kubelet refuses to start with 'a=:noschedule'"],
    ['a number of days that is none', { auditLog: { maxAgeDays: Number.NaN } }, 'acme/one: controlPlane.auditLog.maxAgeDays: write a whole number, 0 for no limit, got NaN'],
    ['a negative number of files', { auditLog: { maxFiles: -1 } }, 'acme/one: controlPlane.auditLog.maxFiles: write a whole number, 0 for no limit, got -1'],
    ['an OpenID Connect provider without a client', { oidc: { issuerUrl: 'https://a.example.com', clientId: '' } }, "acme/one: controlPlane.oidc.clientId: write text that is not empty, got ''"],
    ['a flag without a value', { apiServerArgs: { v: undefined } }, 'acme/one: controlPlane.apiServerArgs: write an object of texts'],
    ['service ranges in a flag', { apiServerArgs: { 'service-cluster-ip-range': '10.96.0.0/12' } }, 'controlPlane.apiServerArgs: flag service-cluster-ip-range would override network.services of the cluster'],
    ['pod ranges in a flag', { controllerManagerArgs: { 'cluster-cidr': '10.96.0.0/12' } }, 'controlPlane.controllerManagerArgs: flag cluster-cidr would override network.pods of the cluster'],
    ['two node masks', { nodeMask: { ipv4: 25 }, controllerManagerArgs: { 'node-cidr-mask-size': '26' } }, 'flag node-cidr-mask-size and nodeMask say the same thing; keep nodeMask'],
    ['a surge of two', { maxSurge: 2 }, 'acme/one: controlPlane.maxSurge: write 0 or 1, got 2'],
    ['too short a startup', { healthCheck: { startupTimeoutSeconds: 5 } }, 'acme/one: controlPlane.healthCheck.startupTimeoutSeconds: write 0 (no limit) or at least 30, got 5'],
    ['a threshold that is no percentage', { healthCheck: { maxUnhealthy: '40 %' } }, "acme/one: controlPlane.healthCheck.maxUnhealthy: write a whole number or a percentage such as '40%', got '40 %'"],
  ])('fails on %s', (_, controlPlane, message) => {
    expect(make(controlPlane)).toThrow(message);
  });
});

describe('a pool', () => {
  test.each(['0%', '150%', 0, 3])('takes %p for what may be missing in a rollout', maxUnavailable => {
    expect(make({}, { maxUnavailable })).not.toThrow();
  });

  test.each<[string, object, string]>([
    ['no machine', { machine: null }, 'acme/one: pools.workers.machine: write an object, got null'],
    ['half of the limits', { replicas: undefined, autoscaling: { min: 1 } }, 'acme/one: pools.workers.autoscaling.max: write a whole number of machines, got undefined'],
    ['a surge below zero', { maxSurge: -1 }, "acme/one: pools.workers.maxSurge: write a whole number or a percentage such as '40%', got -1"],
    ['a surge that is a number in text', { maxSurge: '1' }, "acme/one: pools.workers.maxSurge: write a whole number or a percentage such as '40%', got '1'"],
    ['half a machine missing', { maxUnavailable: 0.5 }, 'acme/one: pools.workers.maxUnavailable: write a whole number'],
    ['failure domains that are text', { failureDomains: 'a' }, "acme/one: pools.workers.failureDomains: write a list of texts that are not empty, got 'a'"],
    ['a label without a value', { nodeLabels: { team: undefined } }, 'acme/one: pools.workers.nodeLabels: write an object of texts'],
    ['a taint with a value that is none', { taints: [{ key: 'a', value: 'b c', effect: 'NoSchedule' }] }, "acme/one: pools.workers.taints[0]: a kubelet refuses to start with 'a=b c:NoSchedule'"],
  ])('fails on %s', (_, pool, message) => {
    expect(make({}, pool)).toThrow(message);
  });

  test('fails on a name with which that of its MachineDeployment gets too long', () => {
    const named = (name: string) => () =>
      fleetWith({ infrastructure: Docker.dev(), controlPlane: { machine: {} }, pools: { [name]: { replicas: 1, machine: {} } } });
    expect(named('p'.repeat(59))).not.toThrow();
    expect(named('p'.repeat(60))).toThrow('has a name of 64 characters, and Cluster API takes 63; give the pool or the cluster a shorter name');
  });
});
