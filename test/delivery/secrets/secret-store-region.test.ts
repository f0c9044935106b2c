import { describe, expect, test } from '@jest/globals';
import { App } from 'cdk8s';
import { ExistingCluster, ISecrets, Secrets } from '../../../lib';
import { newFleet } from '../../fleet/members';

/** A fleet with a cluster in a region, whose Secret takes a value from the store, or from another Secret. */
function fleetWith(secrets: ISecrets, region: string | undefined, input: 'store' | 'secret' = 'store') {
  const fleet = newFleet(new App(), { secrets });
  const eu = new ExistingCluster(fleet, 'eu', { version: '1.34.1', region, network: { pods: '10.32.0.0/16', services: '10.33.0.0/20' } });
  fleet.secrets.provide(fleet, eu, {
    cluster: 'eu', namespace: 'shop', name: 'registry', template: { login: '{{ .login }}' }, readBy: 'the shop', rotatedBy: 'the registry team',
    inputs: { login: input === 'store' ? { type: 'store', key: 'shop/registry' } : { type: 'secret', namespace: 'shop', name: 'other', key: 'login' } },
  });
  return fleet.check().map(({ code, severity, clusters, paths, message }) => ({ code, severity, clusters, paths, message }));
}

const VAULT = Secrets.clusterStore('vault', { storeRegions: ['eu-west-1', 'eu-central-1'] });

describe('a store that is said to be reached from some regions', () => {
  test('warns for a cluster of another region that takes a value from it', () => {
    expect(fleetWith(VAULT, 'us-east-1')).toEqual([{
      code: 'secret-store-region', severity: 'warning', clusters: ['eu'], paths: ['acme/eu'],
      message: 'eu lies in region us-east-1, and Secret shop/registry takes values from store vault, which is said to be reached from eu-west-1, eu-central-1:'
        + ' open a way from us-east-1 and add it to storeRegions, or keep the values in a store that eu reaches',
    }]);
  });

  test.each<[string, ISecrets, string | undefined, 'store' | 'secret']>([
    ['a cluster of one of them', VAULT, 'eu-central-1', 'store'],
    ['a cluster whose region the program does not know', VAULT, undefined, 'store'],
    ['a Secret that is made of another one', VAULT, 'us-east-1', 'secret'],
    ['a store that is reached from everywhere', Secrets.clusterStore('vault'), 'us-east-1', 'store'],
    ['people who make the Secret', Secrets.madeBeforehand(), 'us-east-1', 'store'],
  ])('passes: %s', (_, secrets, region, input) => {
    expect(fleetWith(secrets, region, input)).toEqual([]);
  });

  test('fails without a store', () => {
    expect(() => Secrets.externalSecrets({ storeRegions: ['eu-west-1'] })).toThrow(
      'Secrets.externalSecrets: storeRegions: there is no store to reach; write clusterStore too, or remove it');
  });

  test('fails for what is no list of regions', () => {
    expect(() => Secrets.clusterStore('vault', { storeRegions: 'eu-west-1' as never })).toThrow(
      'Secrets.externalSecrets: storeRegions: write a list of texts that are not empty, got \'eu-west-1\'');
  });
});
