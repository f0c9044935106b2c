import { describe, expect, test } from '@jest/globals';
import { ApiObject, App } from 'cdk8s';
import { known, later, output } from './deferred-support';
import { newFleet } from './members';
import { Aws, Calico, Deferred, DeferredValues, ExistingCluster, FleetApp, FleetError, formatFinding, ManagedCluster, withDeferred } from '../../lib';
import { renderCharts } from '../../lib/fleet/render/render-charts';

const FILES = 'is known only at deployment, and files cannot hold it: deploy it with cdk8s-fleet/pulumi, or write the value';
const IDENTITY = 'is known only at deployment, and is what the object is known by: write the value';
const TEXT = 'holds the text that Pulumi puts in place of an Output inside a string: make the whole string at deployment, deferred(pulumi.interpolate`...`), or write the value';

function fleetWith(props: object, app: App = new FleetApp()) {
  const fleet = newFleet(app);
  const eu = new ExistingCluster(fleet, 'eu', { version: '1.34.1', network: { pods: '10.1.0.0/16', services: '10.2.0.0/20' } });
  const { metadata, ...rest } = props as { metadata?: object };
  new ApiObject(eu.chart, 'one', { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'one', namespace: 'default', ...metadata }, ...rest });
  const charts = renderCharts(fleet.clusterCharts);
  return { app, fleet, eu, errors: charts.findings.filter(({ severity }) => severity === 'error'), manifest: charts.objects.get(eu.chart)?.[0]?.manifest };
}

const role = (value: unknown = later('arn:aws:iam::111122223333:role/one')) => ({ metadata: { annotations: { 'eks.amazonaws.com/role-arn': value } } });

describe('an object that holds a deferred value', () => {
  test('renders, and has its value once that is known', () => {
    const { eu, errors, manifest } = fleetWith(role());
    expect(errors).toEqual([]);
    expect(withDeferred(eu.chart, manifest!, known).metadata.annotations).toEqual({ 'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/one' });
  });

  const refused = [{
    code: 'deferred-value', severity: 'error', clusters: ['eu'], paths: ['acme--eu/one'],
    message: `eu: ServiceAccount default/one (acme--eu/one): metadata.annotations["eks.amazonaws.com/role-arn"]: ${FILES}`,
  }];

  test('is refused by a FleetApp, which writes files', () => {
    const app = fleetWith(role()).app as FleetApp;
    expect(app.check().filter(({ severity }) => severity === 'error')).toEqual(refused);
    expect(() => app.synthYaml()).toThrow(FleetError);
  });

  test('is refused by a plain App, and by toJson()', () => {
    const { app, eu } = fleetWith(role(), new App());
    expect(() => app.synth()).toThrow(`error deferred-value: ${refused[0].message}`);
    expect(() => eu.chart.toJson()).toThrow(`error deferred-value: ${refused[0].message}`);
  });

  test('is no finding of its fleet, which others deploy', () => {
    expect(fleetWith(role()).fleet.check().filter(({ code }) => code === 'deferred-value')).toEqual([]);
  });

  test('passes a FleetApp when the value is written', () => {
    expect((fleetWith(role('arn:aws:iam::111122223333:role/one')).app as FleetApp).synthYaml()).toContain('role/one');
  });

  test.each<[string, object, string]>([
    ['name', { metadata: { name: later('x') } }, 'metadata.name'],
    ['namespace', { metadata: { namespace: later('x') } }, 'metadata.namespace'],
    ['label', { metadata: { labels: { 'a.b/c': later('x') } } }, 'metadata.labels["a.b/c"]'],
  ])('may not have it in its %s', (_, props, field) => {
    const { errors } = fleetWith(props);
    expect(errors.map(({ code }) => code)).toEqual(['deferred-value']);
    expect(errors[0].message).toMatch(`(acme--eu/one): ${field}: ${IDENTITY}`);
  });

  test('may be a Secret: nothing of the value is in the output', () => {
    const { fleet, eu } = fleetWith({});
    new ApiObject(eu.chart, 'secret', { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's', namespace: 'default' }, stringData: { a: later('x'), b: 'plain' } });
    expect(renderCharts(fleet.clusterCharts).findings.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'secret-material: eu: Secret default/s (acme--eu/secret): holds values (stringData.b) that would be written to the output; make the Secret beforehand or'
      + ' with an ExternalSecret, and refer to it by name (with cdk8s-fleet/pulumi: or write deferred(pulumi.secret(...)))',
    ]);
  });
});

test.each(['data', 'stringData'])('a Secret whose %s is deferred as a whole holds no material', field => {
  const { fleet, eu } = fleetWith({});
  new ApiObject(eu.chart, 'secret', { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's', namespace: 'default' }, [field]: later({ a: 'eA==' }) });
  const rendered = renderCharts(fleet.clusterCharts);
  expect(rendered.findings).toEqual([]);
  const secret = rendered.objects.get(eu.chart)!.find(({ manifest }) => manifest.kind === 'Secret')!;
  expect(withDeferred(fleet, secret.manifest, known)).toMatchObject({ kind: 'Secret', [field]: { a: 'eA==' } });
});

test('a value beside a deferred one is material as ever, also hidden behind a key that is there twice', () => {
  const { fleet, eu } = fleetWith({});
  const marker = DeferredValues.of(fleet).text(later('arn:aws:iam::111122223333:role/one'));
  const secret = (name: string, config: string) => new ApiObject(eu.chart, name, {
    apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace: 'argocd', labels: { 'argocd.argoproj.io/secret-type': 'cluster' } }, stringData: { config },
  });
  secret('good', `{"awsAuthConfig":{"clusterName":"eu","roleARN":"${marker}"}}`);
  secret('token', `{"awsAuthConfig":{"clusterName":"eu","roleARN":"${marker}"},"bearerToken":"x"}`);
  secret('twice', `{"awsAuthConfig":{"profile":"x","profile":"y","roleARN":"${marker}"}}`);
  secret('text', `token ${marker}`);
  expect(renderCharts(fleet.clusterCharts).findings.map(({ message }) => /Secret argocd\/(\w+) .* holds values \((.*?)\)/.exec(message)?.slice(1))).toEqual([
    ['text', 'stringData.config'], ['token', 'stringData.config.bearerToken'], ['twice', 'stringData.config'],
  ]);
});

test('Helm values that a function of a program returns are refused when they are merged', () => {
  const errorsFor = (value: unknown) => () => {
    const app = new FleetApp();
    const fleet = newFleet(app);
    new ManagedCluster(fleet, 'one', {
      version: '1.34.1', infrastructure: Aws.ec2({ region: 'us-east-1' }), networkPlugin: Calico.vxlan(), pools: {},
      controlPlane: { machine: { instanceType: 'm6i.large' } },
      addOns: [{ release: 'a', namespace: 'a', repository: 'https://charts.example.com', chart: 'a', defaultVersion: '1.0.0', values: () => ({ a: value }) }],
    });
    return app.check().filter(({ severity }) => severity === 'error');
  };
  const where = 'acme--hub/one/add-on-a: the values of Helm release a for one: values.a:';
  expect(errorsFor('x')()).toEqual([]);
  expect(errorsFor(output())).toThrow(`${where} is a Pulumi Output, whose value is known only at deployment, and it is needed at synth: write the value`);
  expect(errorsFor(later('x'))).toThrow(`${where} is deferred, and its value is needed at synth: write the value`);
});

describe('an Output that nobody has made a deferred value of', () => {
  test.each<[string, object, string]>([
    ['in a template string', { secrets: [{ name: `a-${output() as string}` }] }, 'secrets[0].name'],
    ['in JSON', { metadata: { annotations: { policy: JSON.stringify({ a: output() as unknown }) } } }, 'metadata.annotations.policy'],
    ['in a key', { metadata: { annotations: { [`${output() as string}`]: 'x' } } }, 'a key of metadata.annotations'],
  ])('%s is an error, wherever the objects go', (_, props, field) => {
    const message = `eu: ServiceAccount default/one (acme--eu/one): ${field}: ${TEXT}`;
    expect(fleetWith(props).errors).toEqual([{ code: 'deferred-value', severity: 'error', clusters: ['eu'], paths: ['acme--eu/one'], message }]);
  });

  test('in a field is an error that says what to write', () => {
    const { errors } = fleetWith({ secrets: [{ name: output() }] });
    expect(errors.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'unrenderable-object: Failed serializing construct at path \'acme--eu/one\' with name \'one\': Error: holds a Pulumi Output, whose value is known only at deployment:'
      + ' write deferred(output), of cdk8s-fleet/pulumi',
    ]);
  });
});

describe('what cdk8s would lose, or say nonsense about', () => {
  const problemsOf = (props: object) => fleetWith(props).errors.map(({ code, message }) => `${code}: ${message}`);
  const name = 'eu: ServiceAccount default/(deferred) (acme--eu/one): metadata.name: is known only at deployment, and is what the object is known by: write the value';

  test('an Output as a name, and one beside a deferred name', () => {
    expect(problemsOf({ metadata: { name: output() } })).toEqual([`deferred-value: ${name}`]);
    expect(problemsOf({ metadata: { name: later('x') }, secrets: [output()] })).toEqual([`deferred-value: ${name}`]);
  });

  test('an Output that became text in a name', () => {
    expect(problemsOf({ metadata: { name: `a-${output() as string}` } })).toEqual([`deferred-value: eu: ServiceAccount default/(an Output) (acme--eu/one): metadata.name: ${TEXT}`]);
  });

  const whole = 'is known only at deployment as a whole, and deliveries write into it: defer its values one by one, { key: deferred(...) }';
  const map = 'is a Map, of which cdk8s writes nothing: write an object';
  test.each<[string, object, string]>([
    ['deferred annotations', { annotations: later({}) }, `deferred-value: %: metadata.annotations: ${whole}`],
    ['annotations that are an Output', { annotations: output({}) }, `deferred-value: %: metadata.annotations: ${whole}`],
    ['deferred labels', { labels: later({}) }, `deferred-value: %: metadata.labels: ${IDENTITY}`],
    ['annotations in a Map', { annotations: new Map([['a', 'b']]) }, `unrenderable-object: %: metadata.annotations: ${map}`],
    ['labels in a Map', { labels: new Map([['a', 'b']]) }, `unrenderable-object: %: metadata.labels: ${map}`],
  ])('%s', (_, metadata, problem) => {
    expect(problemsOf({ metadata })).toEqual([problem.replace('%', 'eu: ServiceAccount default/one (acme--eu/one)')]);
  });

  test('metadata that is deferred, and a namespace beside it that is none', () => {
    const { fleet, eu } = fleetWith({});
    new ApiObject(eu.chart, 'two', { apiVersion: 'v1', kind: 'ServiceAccount', metadata: later({}) as never });
    new ApiObject(eu.chart, 'three', { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'x', namespace: later('x') as never, labels: later({}) as never } });
    expect(renderCharts(fleet.clusterCharts).findings.map(({ message }) => message)).toEqual([
      `eu: ServiceAccount (deferred)/x (acme--eu/three): metadata.labels: ${IDENTITY}`, `eu: ServiceAccount two (acme--eu/two): metadata: ${IDENTITY}`,
    ]);
  });

  test('a function, which JSON leaves out', () => {
    const message = 'eu: ServiceAccount default/one (acme--eu/one): secrets[0].name: is a function, which no manifest holds, so that the field would be missing: write the value';
    expect(problemsOf({ secrets: [{ name: () => output() as string }] })).toEqual([`unrenderable-object: ${message}`]);
  });

  test.each([['Secret', 'data'], ['ConfigMap', 'binaryData']])('text of an Output in base64: %s', (kind, field) => {
    const { fleet, eu } = fleetWith({});
    const encoded = (text: string) => ({ apiVersion: 'v1', kind, metadata: { name: 's', namespace: 'default' }, [field]: { 'a.b': Buffer.from(text).toString('base64'), 'c': 5 } });
    new ApiObject(eu.chart, 'bad', encoded(`user:${output() as string}`));
    new ApiObject(eu.chart, 'good', { ...encoded('x'.repeat(100)), metadata: { name: 'good', namespace: 'default' } });
    expect(renderCharts(fleet.clusterCharts).findings.filter(({ code }) => code === 'deferred-value').map(({ message }) => message)).toEqual([
      `eu: ${kind} default/s (acme--eu/bad): ${field}["a.b"]: in base64 ${TEXT}`,
    ]);
  });
});

test('a marker is in no message, so that messages are the same in each run', () => {
  const { app } = fleetWith({ automountServiceAccountToken: true, metadata: { labels: { a: later('x') } } });
  const { fleet, eu } = fleetWith({});
  new ApiObject(eu.chart, 'two', { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'two', namespace: later('x') as never } });
  const messages = [...(app as FleetApp).check(), ...fleet.check()].map(({ message }) => message);
  expect(messages.filter(message => message.includes('__deferred'))).toEqual([]);
  expect(messages).toContain(`eu: ServiceAccount (deferred)/two (acme--eu/two): metadata.namespace: ${IDENTITY}`);
  const marker = DeferredValues.of(fleet).text(later('y'));
  expect(formatFinding({ code: 'x', severity: 'error', clusters: [], paths: [], message: `a ${marker}, b ${marker}` })).toBe('error x: a (deferred), b (deferred)');
});

describe('access to an EKS cluster', () => {
  const certificate = Buffer.from('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n').toString('base64');
  const clusterArn = 'arn:aws:eks:eu-west-1:111122223333:cluster/prod-eu';

  test('may be deferred, but for the ARN of the cluster; the model has markers', () => {
    const app = new App();
    const fleet = newFleet(app);
    const [server, authority, roleArn] = [later('https://x.eks.amazonaws.com'), later(certificate), later('arn:aws:iam::111122223333:role/argo')];
    new ExistingCluster(fleet, 'eu', {
      version: '1.34.1', network: { pods: '10.1.0.0/16', services: '10.2.0.0/20' },
      access: { type: 'eks', server, certificateAuthority: authority, clusterArn, roleArn },
    });
    const values = DeferredValues.of(app);
    expect(fleet.clusterModel('eu').access).toEqual({
      type: 'eks', server: values.text(server), certificateAuthority: values.text(authority), clusterArn, roleArn: values.text(roleArn),
    });
  });
});

test('a marker names its value also where cdk8s has no fleet above it', () => {
  const app = new FleetApp();
  expect(DeferredValues.of(app)).toBe(DeferredValues.of(app));
  expect(known(DeferredValues.of(app).split(DeferredValues.of(app).text(Deferred.of(later('x')))))).toBe('x');
});
