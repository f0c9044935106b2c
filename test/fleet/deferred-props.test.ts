import { describe, expect, test } from '@jest/globals';
import { App } from 'cdk8s';
import { later, output } from './deferred-support';
import { newFleet } from './members';
import { Aws, Calico, ExistingCluster, Fleet, ManagedCluster } from '../../lib';
import { checkProps, MAP, OPENED_MAP, TEXT, TEXT_OR_DEFERRED, TEXTS_OR_DEFERRED } from '../../lib/fleet/check-props';

const OPEN = '(props for ids, ARNs and endpoints take deferred(output) of cdk8s-fleet/pulumi)';
const OUTPUT = `is a Pulumi Output, whose value is known only at deployment, and it is needed at synth: write the value ${OPEN}`;
const DEFERRED = `is deferred, and its value is needed at synth: write the value ${OPEN}`;
const LOST = 'holds the text that Pulumi puts in place of an Output inside a string: make the whole string at deployment, deferred(pulumi.interpolate`...`), or write the value';
const RAW = 'is a Pulumi Output, whose value is known only at deployment: write deferred(output), of cdk8s-fleet/pulumi';

class Opaque {
  constructor(public readonly inside: unknown) {}
}

describe('a prop that is not opened', () => {
  test.each<[string, unknown, string]>([
    ['an Output', { a: output() }, `x: a: ${OUTPUT}`],
    ['a deferred value', { a: later('x') }, `x: a: ${DEFERRED}`],
    ['an Output in a map', { a: { b: { c: output() } } }, `x: a.b.c: ${OUTPUT}`],
    ['a deferred value in a list', { a: [{}, { b: [later('x')] }] }, `x: a[1].b[0]: ${DEFERRED}`],
    ['an Output in a map without a prototype', { a: Object.assign(Object.create(null), { b: output() }) }, `x: a.b: ${OUTPUT}`],
    ['an Output in a prop that nobody knows', { unknown: [output()] }, `x: unknown[0]: ${OUTPUT}`],
    ['an Output that became text', { a: `team-${output() as string}` }, `x: a: ${LOST}`],
    ['an Output that became text, below', { a: { b: ['x', { c: `${output() as string}` }] } }, `x: a.b[1].c: ${LOST}`],
    ['an Output that became JSON', { a: { b: JSON.stringify({ c: output() as unknown }) } }, `x: a.b: ${LOST}`],
    ['an Output that became a key', { a: { b: { [`${output() as string}`]: 'x' } } }, `x: a.b: a key in it ${LOST}`],
  ])('refuses %s', (_, props, message) => {
    expect(() => checkProps('x: ', props, {}, { a: MAP })).toThrow(new Error(message));
  });

  test('is not looked into where it is an instance of a class, or plain', () => {
    expect(() => checkProps('x: ', { a: new Opaque(output()), b: { c: [1, null, undefined, 'x', () => output()] } }, {}, { a: MAP, b: MAP })).not.toThrow();
  });

  test('whose name is one of Object is closed like any other', () => {
    expect(() => checkProps('x: ', { toString: later('x') }, {})).toThrow(`x: toString: ${DEFERRED}`);
  });
});

describe('a prop that is opened', () => {
  const check = (props: unknown) => checkProps('x: ', props, {}, { id: TEXT_OR_DEFERRED, ids: TEXTS_OR_DEFERRED, options: OPENED_MAP });

  test('takes text and deferred values', () => {
    expect(() => check({ id: later('x'), ids: ['a', later('b')], options: { deep: [later('x')] } })).not.toThrow();
    expect(() => check({ id: 'x', ids: [] })).not.toThrow();
  });

  test.each<[string, unknown, string]>([
    ['an Output', { id: output() }, `x: id: ${RAW}`],
    ['an Output in a list', { ids: ['a', output()] }, `x: ids[1]: ${RAW}`],
    ['an Output below', { options: { a: output() } }, `x: options.a: ${RAW}`],
    ['text of an Output', { id: `arn:${output() as string}` }, `x: id: ${LOST}`],
    ['text of an Output, below', { options: { a: [`${output() as string}`] } }, `x: options.a[0]: ${LOST}`],
    ['empty text', { id: ' ' }, 'x: id: write text that is not empty, got \' \''],
    ['a deferred list', { ids: later([]) }, 'x: ids: write a list of texts that are not empty, got an instance of Deferred'],
    ['deferred options', { options: later({}) }, 'x: options: write an object, got an instance of Deferred'],
  ])('refuses %s', (_, props, message) => {
    expect(() => check(props)).toThrow(new Error(message));
  });

  test('may be closed by another check', () => {
    expect(() => checkProps('x: options.', { a: later('x') }, { a: TEXT })).toThrow(`x: options.a: ${DEFERRED}`);
  });
});

describe('a cluster', () => {
  const machine = { instanceType: 'm6i.large' };
  const managed = (props: object) => new ManagedCluster(newFleet(new App()), 'one', {
    version: '1.34.1', infrastructure: Aws.ec2({ region: 'us-east-1' }), networkPlugin: Calico.vxlan(), controlPlane: { machine }, pools: {}, ...props,
  });

  test.each<[string, object, string]>([
    ['a version', { version: output('1.34.1') }, `acme/one: version: ${OUTPUT}`],
    ['a name', { name: later('one') }, `acme/one: name: ${DEFERRED}`],
    ['a range', { network: { pods: output() } }, `acme/one: network.pods: ${OUTPUT}`],
    ['a label', { labels: { team: later('x') } }, `acme/one: labels.team: ${DEFERRED}`],
    ['an instance type', { controlPlane: { machine: { instanceType: later('x') } } }, `acme/one: controlPlane.machine.instanceType: ${DEFERRED}`],
    ['a node label', { pools: { md: { machine, replicas: 1, nodeLabels: { a: later('x') } } } }, `acme/one: pools.md.nodeLabels.a: ${DEFERRED}`],
    ['a number', { pools: { md: { machine, replicas: output(1) } } }, `acme/one: pools.md.replicas: ${RAW}`],
    ['a volume\'s size', { controlPlane: { machine: { ...machine, rootVolume: { sizeGiB: later(8) } } } }, `acme/one: controlPlane.machine.rootVolume.sizeGiB: ${DEFERRED}`],
    ['an account of images', { controlPlane: { machine: { ...machine, ami: { org: later('x') } } } }, `acme/one: controlPlane.machine.ami.org: ${DEFERRED}`],
  ])('refuses %s that is known only at deployment', (_, props, message) => {
    expect(() => managed(props)).toThrow(new Error(message));
  });

  test('that exists refuses a range and an ARN with its name in it', () => {
    const existing = (props: object) => new ExistingCluster(newFleet(new App()), 'one', {
      version: '1.34.1', network: { pods: '10.1.0.0/16', services: '10.2.0.0/20' }, ...props,
    });
    expect(() => existing({ network: { pods: output(), services: '10.2.0.0/20' } })).toThrow(`acme/one: network.pods: ${OUTPUT}`);
    expect(() => existing({ access: { type: 'eks', server: later('x'), certificateAuthority: later('x'), roleArn: later('x'), clusterArn: later('x') } }))
      .toThrow(`acme/one: access.clusterArn: ${DEFERRED}`);
  });

  const ids: readonly (readonly [what: string, id: unknown, message: string])[] = [
    ['an Output', output(), `id: ${OUTPUT}`], ['a deferred value', later('x'), `id: ${DEFERRED}`], ['text of an Output', `a-${output() as string}`, `id: ${LOST}`],
  ];

  test.each(ids)('and a fleet refuse %s as an id', (_, id, message) => {
    const network = { pods: '10.1.0.0/16', services: '10.2.0.0/20' };
    expect(() => new ExistingCluster(newFleet(new App()), id as string, { version: '1.34.1', network })).toThrow(new Error(`a construct in acme: ${message}`));
    expect(() => new ManagedCluster(newFleet(new App()), id as string, {} as never)).toThrow(new Error(`a construct in acme: ${message}`));
    expect(() => new Fleet(new App(), id as string, {} as never)).toThrow(new Error(`a construct in the app: ${message}`));
  });

  test('refuses a name that holds text of an Output', () => {
    expect(() => managed({ name: `prod-${output() as string}` })).toThrow(new Error(`acme/one: name: ${LOST}`));
  });

  test('on EC2 refuses a region, and Helm values', () => {
    expect(() => Aws.ec2({ region: output() })).toThrow(`Aws.ec2: region: ${OUTPUT}`);
    expect(() => Aws.ec2({ region: 'us-east-1', vpcId: output(), subnetIds: ['a'] })).toThrow(`Aws.ec2: vpcId: ${RAW}`);
    expect(() => Calico.vxlan({ values: { a: { b: later('x') } } })).toThrow(`values.a.b: ${DEFERRED}`);
    expect(() => Aws.ebsCsiDriver({ values: { a: [output()] } })).toThrow(`values.a[0]: ${OUTPUT}`);
  });
});
