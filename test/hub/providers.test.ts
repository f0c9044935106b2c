import { describe, expect, test } from '@jest/globals';
import { awsMember, dockerMember, find, fleetOf, INVENTED, messagesOf, need, objectsIn, phasesIn, platform, Step, written } from './programs';
import { Fleet, Lock, ProviderOptions, Secrets } from '../../lib';

const PROVIDERS = '40-cluster-api';
const provider = (fleet: Fleet, name: string) => objectsIn(fleet, PROVIDERS).find(({ kind, metadata }) => /Provider$/.test(kind) && metadata.name === name)!;

describe('the release of a provider', () => {
  const at = (version: string | undefined, lock = Lock.memory()) => fleetOf(
    [platform(version === undefined ? {} : { providers: { 'infrastructure-aws': { version } } }), awsMember('prod')], { lock },
  );
  const factsOf = (lock: ReturnType<typeof Lock.memory>) => lock.read('acme').facts.filter(({ fact }) => fact.startsWith('component/'))
    .map(({ owner, fact, value }) => `${owner} ${fact} ${value}`);

  test('is the one of this library, else the one in the lock, else the one that is written down; and the lock remembers it', () => {
    const lock = Lock.memory();
    const versionAfter = (version?: string) => {
      const { app, fleet } = at(version, lock);
      written(app);
      expect(process.exitCode).toBeUndefined();
      return provider(fleet, 'aws').spec.version;
    };
    expect(versionAfter('v2.12.3')).toBe('v2.12.3');
    expect(factsOf(lock)).toEqual([
      'hub component/addon-helm v0.6.4', 'hub component/bootstrap-kubeadm v1.14.0', 'hub component/cluster-api v1.14.0', 'hub component/control-plane-kubeadm v1.14.0',
      'hub component/infrastructure-aws v2.12.3',
    ]);
    const held = factsOf(lock);
    expect(versionAfter()).toBe('v2.12.3');
    expect(factsOf(lock)).toEqual(held);
    expect(at(undefined).fleet.clusterModel('hub').components.find(({ component }) => component.name === 'infrastructure-aws')!.version).toBe('v2.11.1');
  });

  test('goes back to no older minor', () => {
    const lock = Lock.memory({ acme: { facts: [{ owner: 'hub', fact: 'component/infrastructure-aws', value: 'v2.12.3' }] } });
    expect(messagesOf(at('v2.11.1', lock).fleet)).toEqual([
      'error provider-version: hub: infrastructure-aws was v2.12.3 and is now v2.11.1, and the Cluster API operator goes back to no older minor: write v2.12.3 or newer in'
        + " providers['infrastructure-aws'].version; if v2.12.3 was never applied, run `npx cdk8s-fleet lock release hub component/infrastructure-aws`",
    ]);
    expect(at('v2.12.0', lock).fleet.check()).toEqual([]);
  });

  test('is remembered where the program installs it or says what others have installed, and nowhere else', () => {
    const lock = Lock.memory();
    written(fleetOf([dockerMember('eu')], { lock }).app);
    expect(factsOf(lock)).not.toContainEqual(expect.stringContaining('infrastructure-docker'));
    written(fleetOf([dockerMember('eu'), platform({ providedByOthers: { 'infrastructure-docker': 'v1.14.0' } })], { lock }).app);
    expect(factsOf(lock)).toContainEqual(expect.stringContaining('infrastructure-docker'));
  });
});

describe('feature gates of a provider', () => {
  const gatesWith = (options: ProviderOptions, ...steps: readonly Step[]) => {
    const { fleet } = fleetOf([...steps.slice(0, 1), platform({ providers: { 'infrastructure-acme': options } }), ...steps.slice(1)]);
    expect(fleet.check()).toEqual([]);
    return provider(fleet, 'acme').spec.manager;
  };
  const needing = (...featureGates: readonly string[]) => need({ ...INVENTED, featureGates }, `acme/${featureGates.join('-') || 'nothing'}`);

  test('that something needs are on, all of them, with those that people have chosen; those that are on by themselves are not written', () => {
    expect(gatesWith({}, needing('Pools'), needing('Spot', 'Always'), needing())).toEqual({ featureGates: { Pools: true, Spot: true } });
    expect(gatesWith({ featureGates: { Extra: true, Old: false } }, needing('Pools'), needing('Pools', 'Spot'))).toEqual({
      featureGates: { Extra: true, Old: false, Pools: true, Spot: true },
    });
  });

  test('are not written where nothing needs any', () => {
    expect(gatesWith({}, needing())).toBeUndefined();
    expect(gatesWith({}, needing('Always'))).toBeUndefined();
  });

  test('that people have chosen are written even where they are on by themselves', () => {
    expect(gatesWith({ featureGates: { Always: true } }, needing('Always'))).toEqual({ featureGates: { Always: true } });
  });

  test('that something needs must not be switched off', () => {
    const { fleet } = fleetOf([needing('Pools'), platform({ providers: { 'infrastructure-acme': { featureGates: { Pools: false } } } })]);
    expect(messagesOf(fleet)).toEqual([
      "error feature-gate-missing: hub: acme/Pools needs feature gate Pools of infrastructure-acme v3.1.0, and providers['infrastructure-acme'].featureGates switches it off:"
        + ' remove it there',
    ]);
  });
});

describe('the object of a provider', () => {
  test('says its release, and nothing that is a default', () => {
    const { fleet } = fleetOf([platform(), dockerMember('eu')]);
    const seen = objectsIn(fleet, PROVIDERS).map(({ apiVersion, kind, metadata: of, spec }) => [apiVersion, kind, of.namespace, of.name, spec]);
    expect(seen).toEqual([
      ['AddonProvider', 'caaph-system', 'helm', 'v0.6.4'], ['BootstrapProvider', 'capi-kubeadm-bootstrap-system', 'kubeadm', 'v1.14.0'],
      ['CoreProvider', 'capi-system', 'cluster-api', 'v1.14.0'], ['ControlPlaneProvider', 'capi-kubeadm-control-plane-system', 'kubeadm', 'v1.14.0'],
      ['InfrastructureProvider', 'capd-system', 'docker', 'v1.14.0'],
    ].map(([kind, namespace, name, version]) => ['operator.cluster.x-k8s.io/v1alpha2', kind, namespace, name, { version }]));
  });

  test('says where its releases are when `clusterctl` does not know it', () => {
    const { fleet } = fleetOf([platform(), need(INVENTED)]);
    expect(provider(fleet, 'acme').spec).toEqual({ version: 'v3.1.0', fetchConfig: { url: INVENTED.fetchUrl } });
  });

  test('is in the bill of materials by the file of its release that holds its objects, and by the image of its manager', () => {
    const { app } = fleetOf([platform({ providers: { 'infrastructure-docker': { version: 'v1.14.2' } } }), dockerMember('eu')]);
    const { artifacts } = JSON.parse(written(app)['_bill-of-materials.json']);
    const seen = artifacts.filter(({ usedBy }: any) => /^hub: (infrastructure-docker|addon-helm)$/.test(usedBy[0]));
    const releases = 'https://github.com/kubernetes-sigs';
    expect(seen.map(({ kind, source, version }: any) => [kind, source, version])).toEqual([
      ['image', 'gcr.io/k8s-staging-cluster-api/capd-manager', 'v1.14.2'],
      ['image', 'registry.k8s.io/cluster-api-helm/cluster-api-helm-controller', 'v0.6.4'],
      ['provider', `${releases}/cluster-api-addon-provider-helm/releases/download/v0.6.4/addon-components.yaml`, 'v0.6.4'],
      ['provider', `${releases}/cluster-api/releases/download/v1.14.2/infrastructure-components-development.yaml`, 'v1.14.2'],
    ]);
  });

  test.each([
    ['ipam', 'IPAMProvider'], ['runtime-extension', 'RuntimeExtensionProvider'], ['infrastructure', 'InfrastructureProvider'], ['core', 'CoreProvider'],
    ['bootstrap', 'BootstrapProvider'], ['control-plane', 'ControlPlaneProvider'], ['addon', 'AddonProvider'],
  ] as const)('of type %s is a %s', (providerType, kind) => {
    const { fleet } = fleetOf([platform(), need({ ...INVENTED, providerType })]);
    expect(provider(fleet, 'acme')).toMatchObject({ kind, metadata: { name: 'acme', namespace: 'capacme-system' } });
    expect(fleet.check()).toEqual([]);
  });
});

describe('the Secret that a release asks for', () => {
  const NAME = 'AWS_B64ENCODED_CREDENTIALS';
  const hub = (options: ProviderOptions | undefined, secrets = Secrets.clusterStore('vault')) => fleetOf(
    [platform(options && { providers: { 'infrastructure-aws': options } }), awsMember('prod')], { secrets },
  );
  const entryOf = (fleet: Fleet) => fleet.clusterModel('hub').secrets.filter(({ namespace }) => namespace === 'capa-system');
  const ENTRY = {
    namespace: 'capa-system', name: 'infrastructure-aws-variables', type: 'Opaque', labels: {}, keys: [NAME], madeBy: 'people',
    readBy: 'the Cluster API operator, for infrastructure-aws; AWS_B64ENCODED_CREDENTIALS is what `clusterawsadm bootstrap credentials encode-as-profile` prints', rotatedBy: 'who made it',
  };

  test('is made by people, who find it in the inventory; the provider names it with its namespace', () => {
    const { app, fleet } = hub(undefined);
    expect(provider(fleet, 'aws').spec.configSecret).toEqual({ name: 'infrastructure-aws-variables', namespace: 'capa-system' });
    expect(entryOf(fleet)).toEqual([ENTRY]);
    expect(written(app)['_secrets.md']).toContain(`| hub | capa-system | infrastructure-aws-variables | Opaque | ${NAME} |  | ${ENTRY.readBy} |`);
    expect(objectsIn(fleet, PROVIDERS).filter(({ kind }) => /Secret/.test(kind))).toEqual([]);
  });

  test('has another name and further keys where the program says so', () => {
    const { fleet } = hub({ secretName: 'aws.credentials', variables: ['OCI_USERNAME', 'github-token', NAME] });
    expect(provider(fleet, 'aws').spec.configSecret).toEqual({ name: 'aws.credentials', namespace: 'capa-system' });
    expect(entryOf(fleet)).toEqual([{ ...ENTRY, name: 'aws.credentials', keys: [NAME, 'OCI_USERNAME', 'github-token'] }]);
  });

  test('is there for a provider that asks for nothing when the program names keys', () => {
    const { fleet } = fleetOf([platform({ providers: { 'infrastructure-docker': { variables: ['github-token'] } } }), dockerMember('eu')]);
    expect(provider(fleet, 'docker').spec.configSecret).toEqual({ name: 'infrastructure-docker-variables', namespace: 'capd-system' });
    expect(provider(fleet, 'kubeadm').spec.configSecret).toBeUndefined();
  });

  test('is made from the store where the program says under which keys, by an object beside the provider which stays as long', () => {
    const { app, fleet } = hub({ variables: ['github-token'], storeKeys: { [NAME]: 'hub/capa', 'github-token': 'hub/github' } });
    expect(app.check()).toEqual([]);
    const made = find(objectsIn(fleet, PROVIDERS), 'ExternalSecret', 'infrastructure-aws-variables');
    expect(made).toMatchObject({
      metadata: { namespace: 'capa-system', annotations: { 'kustomize.toolkit.fluxcd.io/prune': 'disabled', 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' } },
      spec: {
        secretStoreRef: { kind: 'ClusterSecretStore', name: 'vault' },
        data: [{ secretKey: NAME, remoteRef: { key: 'hub/capa' } }, { secretKey: 'github-token', remoteRef: { key: 'hub/github' } }],
        target: { name: 'infrastructure-aws-variables', template: { data: { [NAME]: `{{ index . "${NAME}" }}`, 'github-token': '{{ index . "github-token" }}' } } },
      },
    });
    expect(phasesIn(written(app))).toMatchObject({ '20-secrets': ['external-secrets'], [PROVIDERS]: expect.arrayContaining(['infrastructure-aws', 'platform.infrastructure-aws']) });
    expect(entryOf(fleet)).toEqual([{
      ...ENTRY, keys: [NAME, 'github-token'], madeBy: 'controller', rotatedBy: 'who keeps the store; the operator then starts the provider anew',
    }]);
  });

  test('is made by people whatever the store, when nothing makes Secrets', () => {
    const { fleet } = hub({ storeKeys: { [NAME]: 'hub/capa' } }, Secrets.madeBeforehand());
    expect(entryOf(fleet)).toEqual([ENTRY]);
  });

  test.each<[string, ProviderOptions, string]>([
    ['a variable without a key', { storeKeys: {} }, `storeKeys: ${NAME} has none; write one for each of ${NAME}`],
    ['one of several without a key', { variables: ['B'], storeKeys: { [NAME]: 'x' } }, `storeKeys: B has none; write one for each of ${NAME}, B`],
    ['several without a key, of which one is said twice', { variables: ['b', NAME, 'A'], storeKeys: { b: 'x' } },
      `storeKeys: A has none; write one for each of A, ${NAME}, b`],
    ['a key without a variable', { storeKeys: { [NAME]: 'x', OTHER: 'y' } }, `storeKeys: 'OTHER' is none of its variables; write one for each of ${NAME}`],
  ])('is refused with %s', (_, options, message) => {
    expect(() => hub(options)).toThrow(new Error(`acme/platform: providers['infrastructure-aws'].${message}`));
  });

  test.each<[string, ProviderOptions]>([['storeKeys', { storeKeys: { TOKEN: 'x' } }], ['secretName', { secretName: 'docker' }]])(
    'is refused for a provider that asks for nothing: %s', (option, options) => {
      expect(() => fleetOf([dockerMember('eu'), platform({ providers: { 'infrastructure-docker': options } })])).toThrow(new Error('acme/platform:'
        + ` providers['infrastructure-docker'].${option}: its release asks for no values; remove it, or name those of your own in variables`));
    },
  );

  test('needs a store where keys of one are written', () => {
    expect(() => hub({ storeKeys: { [NAME]: 'hub/capa' } }, Secrets.externalSecrets())).toThrow('acme/platform/infrastructure-aws: Secret'
      + ` capa-system/infrastructure-aws-variables of cluster 'hub' takes '${NAME}' from key 'hub/capa' of a secret store, and the fleet names none`);
  });
});
