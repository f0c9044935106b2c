import { describe, expect, test } from '@jest/globals';
import { Testing } from 'cdk8s';
import { environment, EnvironmentProps, failing, linesOf } from './environment';
import { Aws, AwsIdentity, Cilium, ExistingCluster, Fleet, Lock, ManagedCluster } from '../../../lib';
import { newApp } from '../../hub/programs';

describe('clusters of one name in a cloud that knows them by their name', () => {
  const two = (dev: EnvironmentProps, prod: EnvironmentProps, ids = ['dev', 'prod']) => {
    const app = newApp();
    const props: Readonly<Record<string, EnvironmentProps>> = { dev, prod };
    ids.forEach(id => environment(app, id, props[id]));
    return app;
  };
  const account = (id: string): EnvironmentProps => ({ ec2: { account: id } });
  const role = (id: string): EnvironmentProps => ({ ec2: { identity: AwsIdentity.assumeRole(`arn:aws:iam::${id}:role/fleet`) } });
  const message = (place: string) => `error cloud-name-twice: fleets dev and prod both make a cluster 'eu' in eu-west-1, and ${place}: its name alone tells a cluster apart in an AWS`
    + " account and region, so one would take over the network of the other; give one of them another name, as name: 'prod-eu'";
  const unknown = (fleets: string) => message(`nothing says that the accounts differ (write account for ${fleets} where they do)`);

  test.each<[string, EnvironmentProps, EnvironmentProps, string | undefined]>([
    ['the same account', account('111111111111'), account('111111111111'), message('account 111111111111')],
    ['the same account, once by a role', account('111111111111'), role('111111111111'), message('account 111111111111')],
    ['no account at all', {}, {}, unknown('dev and prod')],
    ['an account of one alone', account('111111111111'), {}, unknown('prod')],
    ['a role of one alone', {}, role('111111111111'), unknown('dev')],
    ['an identity that exists', { ec2: { identity: AwsIdentity.existing('AWSClusterRoleIdentity', 'dev') } }, account('111111111111'), unknown('dev')],
    ['two accounts', account('111111111111'), account('222222222222'), undefined],
    ['two roles of two accounts', role('111111111111'), role('222222222222'), undefined],
    ['two regions', {}, { ec2: { region: 'eu-central-1', availabilityZones: ['eu-central-1a'] } }, undefined],
    ['containers', { docker: true }, { docker: true }, undefined],
    ['containers and EC2', { docker: true }, {}, undefined],
  ])('with %s', (_, dev, prod, expected) => {
    expect(linesOf(two(dev, prod))).toEqual(expected === undefined ? [] : [expected]);
    expect(linesOf(two(dev, prod, ['prod', 'dev']))).toEqual(expected === undefined ? [] : [expected]);
  });

  test('are found in a synth and in a plain App, which write nothing', () => {
    const app = two({}, {});
    expect(failing(app)).toEqual([unknown('dev and prod')]);
    const plain = Testing.app();
    ['dev', 'prod'].forEach(id => environment(plain, id));
    expect(() => plain.synth()).toThrow(unknown('dev and prod'));
    expect(app.check()[0]).toMatchObject({ clusters: ['eu'], paths: ['dev/eu', 'prod/eu'] });
  });

  test('are found pair by pair', () => {
    const app = newApp();
    ['dev', 'stage', 'prod'].forEach(id => environment(app, id));
    expect(linesOf(app).map(line => /fleets (\w+ and \w+)/.exec(line)?.[1])).toEqual(['dev and prod', 'dev and stage', 'prod and stage']);
  });

  test('are none where one exists already, and where the names differ', () => {
    const app = newApp();
    environment(app, 'dev');
    const { fleet } = environment(app, 'prod', { docker: true });
    new ExistingCluster(new Fleet(app, 'stage', {
      hub: ExistingCluster.hub({ name: 'hub', version: '1.34.1', network: { pods: '172.16.0.0/16', services: '172.17.0.0/20' } }), lock: Lock.memory(),
    }), 'eu', { version: '1.34.1', cloud: 'aws', region: 'eu-west-1', network: { pods: '10.1.0.0/16', services: '10.2.0.0/20' } });
    new ManagedCluster(fleet, 'second', {
      version: '1.34.1', name: 'prod-eu', networkPlugin: Cilium.vxlan(), infrastructure: Aws.ec2({ region: 'eu-west-1', availabilityZones: ['eu-west-1a'] }),
      controlPlane: { replicas: 1, machine: { instanceType: 'm6i.large' } }, pools: { workers: { replicas: 1, machine: { instanceType: 'm6i.large' } } },
    });
    expect(linesOf(app)).toEqual([]);
  });

  test('cannot have an account that the role of their identity is not of', () => {
    const identity = AwsIdentity.assumeRole('arn:aws:iam::111111111111:role/fleet');
    const ec2 = (number: string) => () => Aws.ec2({ region: 'eu-west-1', availabilityZones: ['eu-west-1a'], account: number, identity });
    expect(ec2('222222222222')).toThrow(new Error("Aws.ec2: account: got '222222222222', and the role of identity makes the cluster in 111111111111; remove account"));
    expect(ec2('111111111111')).not.toThrow();
    expect(ec2('1111')).toThrow(new Error("Aws.ec2: account: write the twelve digits of an AWS account as text, got '1111'"));
  });
});
