import { describe, expect, test } from '@jest/globals';
import { App } from 'cdk8s';
import { asJson, newFleet } from './members';
import { ExistingCluster, ExistingClusterProps } from '../../lib/fleet';

const PROPS: ExistingClusterProps = { version: '1.33.4', network: { pods: ['10.0.0.0/16', 'fd00::/56'], services: '10.1.0.0/20', nodes: '10.2.0.0/16' } };

describe('an existing cluster', () => {
  test('is in the model with what the program says, and nothing guessed', () => {
    const fleet = newFleet(new App());
    const cluster = new ExistingCluster(fleet, 'old', { ...PROPS, name: 'legacy', cloud: 'aws', region: 'eu-west-1', labels: { env: 'prod' } });
    new ExistingCluster(fleet, 'bare', { version: 'v1.34.0+k3s1', network: { pods: '10.3.0.0/16', services: '10.4.0.0/20' } });
    expect([cluster.name, cluster.chart.cluster, cluster.chart.node.id]).toEqual(['legacy', 'legacy', 'acme--legacy']);
    expect(asJson(fleet.settle().clusters)).toMatchObject([
      { name: 'bare', path: 'acme/bare', role: 'member', origin: 'existing', version: 'v1.34.0+k3s1', labels: {}, deletionProtection: false, namespaces: [], nodeGroups: [] },
      { name: 'hub', role: 'hub', origin: 'existing', path: 'acme/hub' },
      {
        name: 'legacy', path: 'acme/old', version: 'v1.33.4', cloud: 'aws', region: 'eu-west-1', labels: { env: 'prod' },
        ranges: [
          { name: 'nodes', space: 'nodes', cidr: '10.2.0.0/16', origin: 'program', unusable: 2 },
          { name: 'pods', space: 'pods', cidr: '10.0.0.0/16' }, { name: 'pods-2', space: 'pods', cidr: 'fd00::/56' }, { name: 'services', cidr: '10.1.0.0/20' },
        ],
      },
    ]);
    expect(fleet.clusterModel('bare').cloud).toBeUndefined();
  });

  test.each<readonly [string, Partial<Record<keyof ExistingClusterProps, unknown>>, string]>([
    ['a short version', { version: '1.34' }, 'acme/x: version: write a full Kubernetes version like \'1.34.1\', got \'1.34\''],
    ['no pods', { network: { services: '10.1.0.0/20' } }, 'acme/x: network.pods is missing; write the range that cluster \'x\' uses'],
    ['no services', { network: { pods: '10.0.0.0/16' } }, 'acme/x: network.services is missing; write the range that cluster \'x\' uses'],
    ['host bits', { network: { pods: '10.0.0.1/16', services: '10.1.0.0/20' } }, 'acme/x: network.pods: bits after the prefix must be zero: write 10.0.0.0/16, got \'10.0.0.1/16\''],
    ['an empty list', { network: { pods: [], services: '10.1.0.0/20' } }, 'acme/x: network.pods is an empty list; write a block or leave it out'],
    ['malformed nodes', { network: { ...PROPS.network, nodes: 'vpc' } }, 'acme/x: network.nodes: '],
    ['a name that is taken', { name: 'hub' }, 'acme/x: fleet \'acme\' has a cluster named \'hub\' already (acme/hub); names of clusters must differ'],
  ])('fails for %s', (_, props, message) => {
    expect(() => new ExistingCluster(newFleet(new App()), 'x', { ...PROPS, ...props } as ExistingClusterProps)).toThrow(message);
  });

  test('fails for no fleet around it', () => {
    expect(() => new ExistingCluster(new App(), 'x', PROPS)).toThrow('x: lies under no Fleet; create it with a Fleet, or a construct under one, as its scope');
  });

  test.each(['Prod', 'prod_eu', '-a', '', '../x'])('fails for the name %p', name => {
    expect(() => new ExistingCluster(newFleet(new App()), 'x', { ...PROPS, name }))
      .toThrow(`acme/x: '${name}' is no cluster name; write lower-case letters, digits and dashes, 63 at most, beginning and ending with a letter or digit`);
  });

  test('is a finding for a name that begins with a digit', () => {
    const fleet = newFleet(new App());
    new ExistingCluster(fleet, 'x', { ...PROPS, name: '1st' });
    expect(fleet.check().map(f => f.code)).toEqual(['cluster-name']);
  });
});
