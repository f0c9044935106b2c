import { describe, expect, test } from '@jest/globals';
import { said } from './findings';
import { Lock } from '../../../../../lib';
import { joined, multiPrimary } from '../meshes';

const at = (version: string) => ({ about: { east: { version } } });

describe('istio-kubernetes-version', () => {
  const CODE = 'istio-kubernetes-version';

  test.each([['1.31.4', '1.32.0'], ['1.30.3', '1.32.9'], ['1.29.4', '1.30.0'], ['1.31.4', '1.99.0']])('Istio %s runs on Kubernetes %s', (version, kubernetes) => {
    expect(said(CODE, multiPrimary({ version }), at(kubernetes))).toEqual([]);
  });

  test.each([['1.31.4', '1.31.9', '1.31', '1.32'], ['1.30.3', '1.31.0', '1.30', '1.32'], ['1.29.4', '1.29.12', '1.29', '1.30']])('Istio %s does not run on Kubernetes %s', (version, kubernetes, minor, floor) => {
    expect(said(CODE, multiPrimary({ version }), at(kubernetes))).toEqual([
      `east: acme/mesh: east has Kubernetes v${kubernetes}, and Istio ${minor} runs on ${floor} and later: raise it, or write an older version of Istio`,
    ]);
  });
});

describe('istio-kubernetes-untested', () => {
  const CODE = 'istio-kubernetes-untested';

  test.each([['1.31.4', '1.32.0'], ['1.31.4', '1.36.1'], ['1.29.4', '1.31.0'], ['1.29.4', '1.35.0'], ['1.31.4', '1.30.0']])(
    'Istio %s and Kubernetes %s: nothing, or an error already', (version, kubernetes) => {
      expect(said(CODE, multiPrimary({ version }), at(kubernetes))).toEqual([]);
    });

  test.each([['1.31.4', '1.37.0', '1.31', '1.32 to 1.36'], ['1.29.4', '1.36.0', '1.29', '1.31 to 1.35'], ['1.29.4', '1.30.5', '1.29', '1.31 to 1.35']])(
    'Istio %s is not supported on Kubernetes %s', (version, kubernetes, minor, range) => {
      expect(said(CODE, multiPrimary({ version }), at(kubernetes))).toEqual([
        `east: acme/mesh: east has Kubernetes v${kubernetes}, and Istio ${minor} is supported on ${range}: choose another version of one of them`,
      ]);
    });
});

describe('istio-end-of-life', () => {
  test('a version that is still mended passes', () => {
    expect(['1.30.3', '1.31.4'].flatMap(version => said('istio-end-of-life', multiPrimary({ version })))).toEqual([]);
  });

  test('one that is not is a warning for all members', () => {
    expect(said('istio-end-of-life', multiPrimary({ version: '1.29.6' }))).toEqual([
      'east,west: acme/mesh: Istio 1.29.6 gets no more fixes, those of security among them: raise version, one minor after the other, up to 1.31.4',
    ]);
  });
});

describe('istio-version-skew', () => {
  const lockWith = (version: string) => Lock.memory({ acme: { facts: [{ owner: 'west', fact: 'chart/istio-base', value: version }] } });

  test('members of one minor pass, whatever the patch', () => {
    expect(said('istio-version-skew', multiPrimary(), { fleet: { lock: lockWith('1.31.1') } })).toEqual([]);
    expect(said('istio-version-skew', multiPrimary({ version: '1.30.3' }), { fleet: { lock: lockWith('1.31.1') } })).toEqual([]);
  });

  test('a member that the lock keeps at another minor fails', () => {
    const { fleet } = joined(multiPrimary(), { fleet: { lock: lockWith('1.30.3') } });
    expect(fleet.clusterModel('west').releases.find(({ name }) => name === 'istio-base')!.version).toBe('1.30.3');
    expect(said('istio-version-skew', multiPrimary(), { fleet: { lock: lockWith('1.30.3') } })).toEqual([
      "west: acme/mesh: west has Istio 1.30.3 in memory, and the mesh is written for 1.31.4: write version: '1.30.3' to stay, or version: '1.31.4' to move all members",
    ]);
  });
});
