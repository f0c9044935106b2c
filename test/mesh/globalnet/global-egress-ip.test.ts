import { describe, expect, test } from '@jest/globals';
import { globalIPs, globalnet, namespacesIn, refusal, stranger } from './programs';
import { GlobalEgressIP, GlobalEgressIPProps } from '../../../lib';
import { found } from '../samples';

describe('is written', () => {
  const selector = { matchLabels: { app: 'planner' }, matchExpressions: [{ key: 'tier', operator: 'In' as const, values: ['a', 'b'] }] };

  test.each<[string, Partial<GlobalEgressIPProps>, object, object]>([
    ['with one address for all pods of the namespace', {}, {}, { numberOfIPs: 1 }],
    ['with several', { numberOfIPs: 20 }, {}, { numberOfIPs: 20 }],
    ['with none', { numberOfIPs: 0 }, {}, { numberOfIPs: 0 }],
    ['for some pods', { podSelector: selector }, {}, { numberOfIPs: 1, podSelector: selector }],
    ['under another name', { name: 'planner.v2' }, { name: 'planner.v2' }, { numberOfIPs: 1 }],
  ])('%s', (_, props, metadata, spec) => {
    const { fleet, cluster } = globalnet();
    new GlobalEgressIP(fleet, 'planner', { cluster, namespace: 'planning', ...props });
    expect(globalIPs(fleet, 'east')).toEqual([
      { apiVersion: 'submariner.io/v1', kind: 'GlobalEgressIP', metadata: { name: 'planner', namespace: 'planning', ...metadata }, spec },
    ]);
    expect([namespacesIn(fleet, 'east'), namespacesIn(fleet, 'west'), globalIPs(fleet, 'west')]).toEqual([['planning'], [], []]);
    expect(found(fleet)).toEqual([]);
  });
});

test('is checked: a field that Kubernetes would drop, and a name that it would refuse', () => {
  const { fleet, cluster } = globalnet();
  new GlobalEgressIP(fleet, 'a', { cluster, namespace: 'planning', podSelector: { matchLabel: {} } as object });
  new GlobalEgressIP(fleet, 'b', { cluster, namespace: 'planning', name: 'B' });
  expect(found(fleet)).toEqual([
    expect.stringMatching(/^error schema: east: GlobalEgressIP planning\/B .*: metadata\.name: "B" is not a DNS subdomain/),
    expect.stringMatching(/^error schema: east: GlobalEgressIP planning\/a .*: spec\.podSelector\.matchLabel: unknown field/),
  ]);
});

describe('throws for', () => {
  const number = (got: string) => `acme/ip: numberOfIPs: write a whole number of addresses from 0 to 20, got ${got}`;
  const label = (got: string) => `acme/ip: namespace: write lower-case letters, digits and dashes, 63 at most, got '${got}'`;

  test.each<[string, () => object, string]>([
    ['no namespace', () => ({ namespace: undefined }), 'acme/ip: namespace is missing; write text that is not empty'],
    ['an empty one', () => ({ namespace: '' }), "acme/ip: namespace: write text that is not empty, got ''"],
    ['one that is none', () => ({ namespace: 'Planning' }), label('Planning')],
    ['one that is too long', () => ({ namespace: 'n'.repeat(64) }), label('n'.repeat(64))],
    ['an empty name', () => ({ name: '' }), "acme/ip: name: write text that is not empty, got ''"],
    ['too many addresses', () => ({ numberOfIPs: 21 }), number('21')],
    ['fewer than none', () => ({ numberOfIPs: -1 }), number('-1')],
    ['a part of one', () => ({ numberOfIPs: 0.5 }), number('0.5')],
    ['a number that is text', () => ({ numberOfIPs: '2' }), number("'2'")],
    ['null', () => ({ numberOfIPs: null }), number('null')],
    ['pods that are a text', () => ({ podSelector: 'app=planner' }), "acme/ip: podSelector: write an object, got 'app=planner'"],
    ['what is no option', () => ({ numGlobalIPs: 2 }),
      'acme/ip: numGlobalIPs is no option; write one of cluster, namespace, name, numberOfIPs, podSelector'],
    ['no cluster', () => ({ cluster: undefined }), 'acme/ip: cluster is missing; write an object'],
    ['a cluster of another fleet', () => ({ cluster: stranger() }), "acme/ip: cluster: write a cluster of fleet 'acme'"],
  ])('%s', (_, props, message) => {
    expect(refusal(GlobalEgressIP, { namespace: 'planning', ...props() })).toBe(message);
  });
});
