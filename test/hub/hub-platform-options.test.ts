import { describe, expect, test } from '@jest/globals';
import { ARGO_CD, awsMember, dockerMember, existingMember, find, fleetOf, FLUX, INVENTED, messagesOf, nameOf, need, objectsIn, phasesIn, platform, Step, written } from './programs';
import { ClusterInventory, ExistingCluster, Fleet, FluxFleet, HubPlatform, HubPlatformProps, Secrets } from '../../lib';

const PROVIDERS = '40-cluster-api';
const componentsOf = (fleet: Fleet) => fleet.clusterModel('hub').components.map(({ component, version, origin }) => [component.name, version, origin]);

describe('what others have installed', () => {
  const provided = (providedByOthers: HubPlatformProps['providedByOthers'], ...steps: readonly Step[]) => fleetOf([platform({ providedByOthers }), ...steps]);

  test('is not written, and neither are its namespace and a folder with nothing in it; what needs it is still there', () => {
    const { app, fleet } = provided({ 'cert-manager': 'v1.20.2' }, dockerMember('eu'));
    expect(Object.keys(phasesIn(written(app)))).toEqual(['00-crds', '30-cluster-api-operator', PROVIDERS]);
    expect(app.check()).toEqual([]);
    expect(objectsIn(fleet, '00-crds').filter(object => nameOf(object).includes('cert-manager'))).toEqual([]);
    expect(componentsOf(fleet)).toContainEqual(['cert-manager', 'v1.20.2', 'provided']);
    expect(componentsOf(fleet)).toContainEqual(['cluster-api-operator', 'v0.28.0', 'installed']);
  });

  test('needs nothing of its own', () => {
    const { app, fleet } = provided({ 'cluster-api-operator': 'v0.27.0' }, dockerMember('eu'));
    expect(Object.keys(phasesIn(written(app)))).toEqual(['00-crds', PROVIDERS]);
    expect(app.check()).toEqual([]);
    expect(componentsOf(fleet).map(([name]) => name)).not.toContain('cert-manager');
  });

  test('can be one provider, and all of them', () => {
    const { app, fleet } = provided({ 'infrastructure-docker': 'v1.14.0' }, dockerMember('eu'));
    expect(phasesIn(written(app))[PROVIDERS]).toEqual(['addon-helm', 'bootstrap-kubeadm', 'cluster-api', 'control-plane-kubeadm']);
    expect(objectsIn(fleet, '00-crds').map(nameOf)).not.toContain('Namespace capd-system');
    expect(app.check()).toEqual([]);
    const others = ['addon-helm', 'bootstrap-kubeadm', 'cluster-api', 'control-plane-kubeadm', 'infrastructure-docker'];
    const { app: all, fleet: without } = provided(Object.fromEntries(others.map(name => [name, name === 'addon-helm' ? 'v0.6.4' : 'v1.14.0'])), dockerMember('eu'));
    expect(phasesIn(written(all))).toEqual({});
    expect(all.check()).toEqual([]);
    expect(componentsOf(without).map(([name]) => name)).toEqual(others);
  });

  test.each([['argo-cd', ARGO_CD, 'v3.5.0'], ['flux', FLUX, 'v2.9.0']])('can be what delivers the fleet: %s', (name, delivery, version) => {
    const { app, fleet } = fleetOf([platform({ providedByOthers: { [name]: version } }), dockerMember('eu')], { delivery: delivery() });
    expect(Object.keys(phasesIn(written(app)))).not.toContain('50-gitops');
    expect(app.check()).toEqual([]);
    expect(componentsOf(fleet)).toContainEqual([name, version, 'provided']);
  });

  test('is checked: by its release, and by feature gates that are on there', () => {
    const gated = need({ ...INVENTED, featureGates: ['Pools'] });
    const { fleet } = provided({ 'infrastructure-acme': { version: 'v2.9.0' } }, gated);
    expect(messagesOf(fleet)).toEqual([
      "error feature-gate-missing: hub: acme/mine needs feature gate Pools of infrastructure-acme v2.9.0, and providedByOthers['infrastructure-acme'] does not name it"
        + ' among its featureGates: switch it on there and write so',
      'error provider-version: hub: infrastructure-acme v2.9.0 does not serve the objects of this program, which need v3.0.0 or newer: change'
        + " providedByOthers['infrastructure-acme']",
      expect.stringContaining('warning provider-unchecked: hub: infrastructure-acme v2.9.0 is older than v3.1.0'),
    ]);
    expect(provided({ 'infrastructure-acme': { version: 'v3.1.0', featureGates: ['Pools'] } }, gated).fleet.check()).toEqual([]);
  });

  test('is a finding when nothing needs it', () => {
    expect(messagesOf(provided({ 'cert-manger': 'v1.20.2' }, dockerMember('eu')).fleet)).toEqual([
      "error unknown-component: acme/platform names component 'cert-manger', which nothing of the fleet needs on hub (did you mean 'cert-manager'?): it needs addon-helm,"
        + ' bootstrap-kubeadm, cert-manager, cluster-api, cluster-api-operator, control-plane-kubeadm, infrastructure-docker; correct the name or remove the entry',
    ]);
  });
});

describe('namespaces', () => {
  const claim = (name: string, labels?: Record<string, string>): Step => fleet => fleet.claim({ type: 'namespace', cluster: 'hub', path: 'acme/mine', name, labels });
  const namespacesIn = (fleet: Fleet, unit?: string) => objectsIn(fleet, unit).filter(({ kind }) => kind === 'Namespace');

  test('of all components are in the first folder, with the labels that each wants', () => {
    const { fleet } = fleetOf([platform(), dockerMember('eu'), awsMember('prod'), existingMember('old')], { delivery: FLUX(), secrets: Secrets.externalSecrets() });
    const made = namespacesIn(fleet, '00-crds');
    expect(made.map(({ metadata }) => metadata.name).sort()).toEqual([
      'caaph-system', 'capa-system', 'capd-system', 'capi-kubeadm-bootstrap-system', 'capi-kubeadm-control-plane-system', 'capi-operator-system', 'capi-system',
      'cert-manager', 'flux-system',
    ]);
    expect(find(made, 'Namespace', 'capi-operator-system').metadata.labels).toEqual({
      'clusterctl.cluster.x-k8s.io/core': 'capi-operator', 'control-plane': 'controller-manager',
    });
    expect(find(made, 'Namespace', 'flux-system').metadata.labels).toMatchObject({ 'pod-security.kubernetes.io/warn': 'restricted' });
    expect(find(made, 'Namespace', 'cert-manager').metadata.labels).toBeUndefined();
    expect(namespacesIn(fleet).map(({ metadata }) => metadata.name)).toEqual(['acme', 'clusters']);
  });

  test.each([[true], [false]])('that somebody else asks for too are one, in the first folder, with the labels of both; asked for first: %s', (isFirst) => {
    const [mine, hub] = [claim('cert-manager', { team: 'a' }), platform()];
    const { fleet } = fleetOf(isFirst ? [mine, hub, dockerMember('eu')] : [dockerMember('eu'), hub, mine]);
    expect(find(namespacesIn(fleet, '00-crds'), 'Namespace', 'cert-manager').metadata.labels).toEqual({ team: 'a' });
    expect(namespacesIn(fleet).map(({ metadata }) => metadata.name)).toEqual(['acme']);
    expect(fleet.check()).toEqual([]);
  });

  test('with two values for one label are a finding', () => {
    const { fleet } = fleetOf([platform(), claim('capi-operator-system', { 'control-plane': 'mine' }), dockerMember('eu')]);
    expect(messagesOf(fleet)).toEqual([
      'error conflicting-claims: label control-plane of namespace capi-operator-system of hub: acme/mine says mine and acme/platform says controller-manager: make them agree, or'
        + ' remove one',
    ]);
  });
});

describe('the platform', () => {
  test('is one: a second is a finding, and installs nothing', () => {
    const two = (fleet: Fleet) => new HubPlatform(fleet, 'second', { providers: { 'infrastructure-docker': { version: 'v1.14.1' } } });
    for (const steps of [[platform(), two, dockerMember('eu')], [dockerMember('eu'), platform(), two]]) {
      const { app, fleet } = fleetOf(steps);
      expect(app.check().map(({ code, message }) => `${code}: ${message}`)).toEqual([
        'conflicting-claims: the software of hub: acme/platform says installs it and acme/second says installs it too: make them agree, or remove one',
      ]);
      expect(() => (fleet.node.findChild('second') as HubPlatform).objectsOf('cert-manager')).toThrow("installs no component 'cert-manager' so far; it has none");
    }
  });

  test('is one in each fleet', () => {
    const { app } = fleetOf([platform(), dockerMember('eu')], {}, undefined, 'dev');
    fleetOf([platform(), dockerMember('eu')], {}, app, 'prod');
    expect(app.check()).toEqual([]);
    const paths = Object.keys(written(app));
    expect(paths.filter(path => path.includes('cert-manager.yaml'))).toEqual(['dev', 'prod'].map(id => `${id}/hub.10-cert-manager/cert-manager.yaml`));
  });

  test('installs nothing in members', () => {
    const { fleet } = fleetOf([dockerMember('eu'), platform(), need(INVENTED, 'acme/mine', 'eu')]);
    expect(fleet.clusterCharts.filter(({ cluster }) => cluster === 'eu').map(({ unit }) => unit)).toEqual([undefined]);
    expect(fleet.check()).toEqual([]);
  });

  test('installs nothing that another fleet on its hub needs in a member', () => {
    const hub = ExistingCluster.hub({ name: 'hub', version: '1.34.1', network: { pods: '172.16.0.0/16', services: '172.17.0.0/20' } });
    const { app, fleet: dev } = fleetOf([dockerMember('eu')], { hub }, undefined, 'dev');
    const { fleet: prod } = fleetOf([fleet => new HubPlatform(fleet, 'platform', { fleets: [dev] })], { hub }, app, 'prod');
    need(INVENTED, 'dev/mine', 'eu')(dev);
    expect(componentsOf(prod).map(([name]) => name)).toContain('infrastructure-docker');
    expect(componentsOf(prod).map(([name]) => name)).not.toContain('infrastructure-acme');
  });

  test('of which others have installed everything speaks for the fleets on its hub all the same', () => {
    const hub = ExistingCluster.hub({ name: 'hub', version: '1.34.1', network: { pods: '172.16.0.0/16', services: '172.17.0.0/20' } });
    const { app } = fleetOf([need(INVENTED), platform({ providedByOthers: { 'infrastructure-acme': 'v3.1.0' } })], { hub }, undefined, 'prod');
    fleetOf([need({ ...INVENTED, name: 'infrastructure-other', providerName: 'other' }), need(INVENTED)], { hub }, app, 'dev');
    expect(app.check().map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'shared-hub-component: fleet dev needs infrastructure-other on hub hub, and the HubPlatform of fleet prod, which has the same hub, does not install it: write'
        + ' fleets: [dev] there',
    ]);
  });

  test('takes options of providers only for providers', () => {
    expect(() => fleetOf([platform({ providers: { 'cert-manager': { version: 'v1.20.0' } } }), dockerMember('eu')])).toThrow(new Error(
      "acme/platform: providers['cert-manager']: cert-manager is no provider of Cluster API, and comes in the one release of this library; remove it, or have others"
      + " install it: providedByOthers: { 'cert-manager': '<its release>' }"));
  });

  test('is a finding that names a provider which nobody knows', () => {
    expect(messagesOf(fleetOf([platform({ providers: { 'infrastructure-asw': {} } }), dockerMember('eu')]).fleet)).toEqual([
      expect.stringMatching(/^error unknown-component: acme\/platform names component 'infrastructure-asw', which nothing of the fleet needs on hub/),
    ]);
  });

  test('takes what nothing needs today: one table of options may be for all environments', () => {
    const props = { providers: { 'infrastructure-aws': { version: 'v2.11.0' } }, providedByOthers: { 'cluster-api-operator': 'v0.28.0', 'cert-manager': 'v1.21.1' } };
    expect(messagesOf(fleetOf([platform(props), dockerMember('eu')]).fleet)).toEqual([]);
  });

  test('knows the name of every component that a fleet can need', () => {
    const { fleet } = fleetOf([
      platform(), awsMember('eu'), dockerMember('us', 2), inventory => new ClusterInventory(inventory, 'inventory'), flux => new FluxFleet(flux, 'web', {
        clusters: ['hub'], source: { type: 'git', url: 'https://git.example.com/web.git', branch: 'main' }, kustomization: { path: 'web' },
      }),
    ], { delivery: ARGO_CD(), secrets: Secrets.externalSecrets() });
    const names = componentsOf(fleet).map(([name]) => String(name));
    expect(names).toHaveLength(12);
    const { fleet: other } = fleetOf([platform({ providedByOthers: Object.fromEntries(names.map(name => [name, 'v9.9.9'])) })]);
    expect(other.findings().filter(({ code }) => code === 'unknown-component')).toEqual([]);
  });

  test.each<[string, unknown, string]>([
    ['nothing at all', null, 'acme/platform: write an object of options, got null'],
    ['an unknown option', { provided: {} }, 'acme/platform: provided is no option; write one of providedByOthers, providers, fleets'],
    ['a list of names', { providedByOthers: ['cert-manager'] }, 'acme/platform: providedByOthers: write an object, got ["cert-manager"]'],
    ['no object of providers', { providers: 'aws' }, "acme/platform: providers: write an object, got 'aws'"],
    ['a release without a v', { providedByOthers: { 'cert-manager': '1.20.2' } },
      "acme/platform: providedByOthers['cert-manager']: version: write a release such as 'v1.2.3', got '1.20.2'"],
    ['a release without a patch', { providedByOthers: { 'cert-manager': { version: 'v1.20' } } },
      "acme/platform: providedByOthers['cert-manager'].version: write a release such as 'v1.2.3', got 'v1.20'"],
    ['no release', { providedByOthers: { 'cert-manager': {} } }, "acme/platform: providedByOthers['cert-manager'].version is missing; write a release such as 'v1.2.3'"],
    ['true for a release', { providedByOthers: { 'cert-manager': true } }, "acme/platform: providedByOthers['cert-manager']: write an object of options, got true"],
    ['gates that are no list', { providedByOthers: { 'infrastructure-aws': { version: 'v2.11.1', featureGates: { EKS: true } } } },
      "acme/platform: providedByOthers['infrastructure-aws'].featureGates: write a list of names of feature gates, got {\"EKS\":true}"],
    ['an unknown option of what others have', { providedByOthers: { flux: { version: 'v2.9.0', namespace: 'x' } } },
      "acme/platform: providedByOthers['flux'].namespace is no option; write one of version, featureGates"],
    ['a provider that others have too', { providedByOthers: { 'infrastructure-aws': 'v2.11.1' }, providers: { 'infrastructure-aws': {} } },
      "acme/platform: providers['infrastructure-aws']: providedByOthers says that others have installed it; remove one of the two"],
    ['a provider that is a text', { providers: { 'infrastructure-aws': 'v2.11.1' } },
      "acme/platform: providers['infrastructure-aws']: write an object of options, got 'v2.11.1'"],
    ['a release of a provider that is none', { providers: { 'infrastructure-aws': { version: 'latest' } } },
      "acme/platform: providers['infrastructure-aws'].version: write a release such as 'v1.2.3', got 'latest'"],
    ['gates that are a list', { providers: { 'infrastructure-aws': { featureGates: ['EKS'] } } },
      "acme/platform: providers['infrastructure-aws'].featureGates: write an object of true and false by the names of feature gates, got [\"EKS\"]"],
    ['a gate that is a text', { providers: { 'infrastructure-aws': { featureGates: { EKS: 'true' } } } },
      "acme/platform: providers['infrastructure-aws'].featureGates: write an object of true and false by the names of feature gates, got {\"EKS\":\"true\"}"],
    ['a name of a Secret that is none', { providers: { 'infrastructure-aws': { secretName: 'Aws' } } },
      "acme/platform: providers['infrastructure-aws'].secretName: write lower-case letters, digits, dashes and dots, 253 at most, got 'Aws'"],
    ['a name of a Secret that is none after a dot', { providers: { 'infrastructure-aws': { secretName: 'aws.Credentials' } } },
      "acme/platform: providers['infrastructure-aws'].secretName: write lower-case letters, digits, dashes and dots, 253 at most, got 'aws.Credentials'"],
    ['a gate that is two', { providers: { 'cluster-api': { featureGates: { 'A=true,B': false } } } },
      "acme/platform: providers['cluster-api'].featureGates: write an object of true and false by the names of feature gates, got {\"A=true,B\":false}"],
    ['a release that no Go module has', { providers: { 'cluster-api': { version: 'v1.014.0' } } },
      "acme/platform: providers['cluster-api'].version: write a release such as 'v1.2.3', got 'v1.014.0'"],
    ['an empty name of a Secret', { providers: { 'infrastructure-aws': { secretName: '' } } },
      "acme/platform: providers['infrastructure-aws'].secretName: write text that is not empty, got ''"],
    ['a variable that is none', { providers: { 'infrastructure-aws': { variables: ['github-token', 'my token'] } } },
      "acme/platform: providers['infrastructure-aws'].variables: write names of variables such as 'github-token' or 'OCI_USERNAME', got 'my token'"],
    ['store keys that are no texts', { providers: { 'infrastructure-aws': { storeKeys: { A: 1 } } } },
      "acme/platform: providers['infrastructure-aws'].storeKeys: write an object of texts, got {\"A\":1}"],
    ['an unknown option of a provider', { providers: { 'infrastructure-aws': { versoin: 'v2.11.1' } } },
      "acme/platform: providers['infrastructure-aws'].versoin is no option; write one of version, featureGates, secretName, variables, storeKeys"],
  ])('refuses %s', (_, props, message) => {
    expect(() => fleetOf([platform(props as HubPlatformProps)])).toThrow(new Error(message));
  });

  test.each(['v1.2.3', 'v1.14.0-rc.1'])('takes %s for a release', (version) => {
    expect(() => fleetOf([platform({ providedByOthers: { 'cert-manager': version }, providers: { 'infrastructure-aws': { version } } })])).not.toThrow();
  });
});
