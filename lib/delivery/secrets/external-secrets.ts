import { createHash } from 'node:crypto';
import { IConstruct } from 'constructs';
import { externalSecretsOperator } from './install';
import { SECRET_STORE_REGION } from './rules';
import { SecretReader } from './secret-reader';
import { ExternalSecret, ExternalSecretSpecData, ExternalSecretSpecSecretStoreRef, PushSecret } from '../../../imports/external-secrets';
import { Finding, Fleet, FleetModel, ISecrets, keysOf, SecretHandover, SecretRequest, SecretSource } from '../../fleet';
import { checkProps, TEXT, TEXTS } from '../../fleet/check-props';
import { finding } from '../../fleet/rules/text';

/** Options for `Secrets.externalSecrets`. */
export interface ExternalSecretsProps {
  /**
   * Name of a ClusterSecretStore that exists in the clusters, for values that are kept outside of them: `vault`.
   *
   * @default - none: Secrets are made from other Secrets of the same cluster only
   */
  readonly clusterStore?: string;
  /**
   * Regions of clouds from which that store can be reached: `['eu-west-1', 'eu-central-1']`. A cluster of another region that needs a value of it is
   * a warning.
   *
   * @default - from everywhere
   */
  readonly storeRegions?: readonly string[];
}

/** An input of a Secret with where it is read. */
interface Input {
  readonly store: ExternalSecretSpecSecretStoreRef;
  readonly data: ExternalSecretSpecData;
}

/** What the CRD defaulted in earlier versions or defaults now, said aloud: an apply of the object then changes nothing (v2.9.0 and before). */
const REMOTE_DEFAULTS = { conversionStrategy: 'Default', decodingStrategy: 'None', metadataPolicy: 'None' } as const;

/** The External Secrets Operator makes the Secrets, from references. */
export class ExternalSecrets implements ISecrets {
  /** How messages call it. */
  public readonly name = 'External Secrets';
  /** By the secret store. */
  public readonly handsOver = true;

  constructor(private readonly props: ExternalSecretsProps) {
    checkProps('Secrets.externalSecrets: ', props, {}, { clusterStore: TEXT, storeRegions: TEXTS });
    if (props.storeRegions !== undefined && props.clusterStore === undefined) {
      throw new Error('Secrets.externalSecrets: storeRegions: there is no store to reach; write clusterStore too, or remove it');
    }
  }

  /**
   * Makes the ExternalSecret, and what lets it read its inputs.
   *
   * Nothing waits for it: what it reads may be made much later, the kubeconfig of a cluster that is just being made for example.
   *
   * @throws when it has no inputs, and when it needs a secret store and the fleet names none
   */
  public provide(fleet: Fleet, construct: IConstruct, secret: SecretRequest): void {
    const { cluster, unit, namespace, name, type = 'Opaque', labels, annotations, template, readBy, rotatedBy, whole = [] } = secret;
    const inputs = this.inputsOf(fleet, construct, secret);
    if (whole.length > 0 && Object.keys({ ...template, ...secret.inputs }).length > 0) {
      throw new Error(`${construct.node.path}: Secret ${namespace}/${name} of cluster '${cluster}' takes keys of the store whole, and has a template too, by which the rest of them`
        + ' would be lost: name each of its inputs, or leave template and inputs empty');
    }
    if (inputs.length + whole.length === 0) {
      throw new Error(`${construct.node.path}: Secret ${namespace}/${name} of cluster '${cluster}' has no inputs, and External Secrets makes none of nothing: name what it is made from`);
    }
    fleet.claim({
      type: 'secret', cluster, path: construct.node.path,
      secret: { namespace, name, type, labels: labels ?? {}, keys: keysOf(secret), madeBy: 'controller', readBy, rotatedBy },
    });
    if (whole.length > 0 || Object.values(secret.inputs).some(source => source.type === 'store')) {
      fleet.addCheck(model => this.unreachable(model, secret, construct.node.path));
    }
    fleet.claim({ type: 'component', cluster, path: construct.node.path, component: externalSecretsOperator() });
    const taken = whole.map(({ key }) => ({ store: this.storeOf(construct, secret, `all of key '${key}'`), key }));
    const stores = new Map([...inputs, ...taken].map(({ store }) => [`${store.kind} ${store.name}`, store]));
    const [store] = stores.values();
    new ExternalSecret(fleet.scopeOn(cluster, construct, unit), `secret-${namespace}.${name}`, {
      metadata: { name, namespace },
      spec: {
        refreshInterval: '1h0m0s',
        ...(stores.size === 1 ? { secretStoreRef: store } : {}),
        ...(inputs.length > 0 && {
          data: inputs.map(input => (stores.size === 1 ? input.data : { ...input.data, sourceRef: { storeRef: input.store } })),
        }),
        ...(taken.length > 0 && { dataFrom: taken.map(({ key }) => ({ extract: { key, ...REMOTE_DEFAULTS } })) }),
        target: {
          name,
          creationPolicy: 'Owner',
          deletionPolicy: 'Retain',
          template: {
            // Without a template the keys are those of the store (v2.9.0 pkg/controllers/externalsecret ApplyTemplate).
            engineVersion: 'v2', mergePolicy: 'Replace', type, ...(taken.length === 0 && { data: template }),
            ...(labels || annotations ? { metadata: { labels: literals(labels), annotations: literals(annotations) } } : {}),
          },
        },
      },
    });
  }

  /**
   * Makes a PushSecret, which writes the keys to the secret store and takes them away again when it leaves the program.
   *
   * @throws when the fleet names no secret store
   */
  public handOver(fleet: Fleet, construct: IConstruct, { cluster, namespace, name, keys = {}, whole }: SecretHandover): void {
    const store = this.props.clusterStore;
    if (store === undefined) {
      throw new Error(`${construct.node.path}: keys of Secret ${namespace}/${name} of cluster '${cluster}' are to go through a secret store to other clusters, and`
        + " the fleet names none: pass the fleet secrets: Secrets.clusterStore('<name of a ClusterSecretStore>')");
    }
    fleet.claim({ type: 'component', cluster, path: construct.node.path, component: externalSecretsOperator() });
    const objectName = pushName([...Object.values(keys).map(({ key }) => key), ...whole ? [whole.key] : []]);
    new PushSecret(fleet.scopeOn(cluster, construct), `push-${namespace}.${objectName}`, {
      metadata: { name: objectName, namespace },
      spec: {
        refreshInterval: '1h0m0s',
        // An older value in the store would be one that nobody takes any more.
        updatePolicy: 'Replace',
        deletionPolicy: 'Delete',
        secretStoreRefs: [{ kind: 'ClusterSecretStore', name: store }],
        selector: { secret: { name } },
        data: [
          ...Object.entries(keys).sort(([a], [b]) => (a < b ? -1 : 1)).map(([secretKey, { key, property }]) => ({
            match: { secretKey, remoteRef: { remoteKey: key, property } },
          })),
          // Without a key all of them go, as properties of an object (v2.9.0 docs/guides/pushsecrets.md, runtime/esutils ExtractSecretData).
          ...(whole === undefined ? [] : [{ match: { remoteRef: { remoteKey: whole.key } } }]),
        ],
      },
    });
  }

  private unreachable(model: FleetModel, { cluster, namespace, name }: SecretRequest, path: string): readonly Finding[] {
    const { clusterStore, storeRegions } = this.props;
    const region = model.clusters.find(other => other.name === cluster)?.region;
    return storeRegions === undefined || region === undefined || storeRegions.includes(region) ? [] : [finding(SECRET_STORE_REGION, [cluster], [path],
      `${cluster} lies in region ${region}, and Secret ${namespace}/${name} takes values from store ${clusterStore}, which is said to be reached from`
      + ` ${storeRegions.join(', ')}: open a way from ${region} and add it to storeRegions, or keep the values in a store that ${cluster} reaches`)];
  }

  private storeOf(construct: IConstruct, { cluster, namespace, name: secret }: SecretRequest, what: string): ExternalSecretSpecSecretStoreRef {
    const name = this.props.clusterStore;
    if (name === undefined) {
      throw new Error(`${construct.node.path}: Secret ${namespace}/${secret} of cluster '${cluster}' takes ${what}`
        + " of a secret store, and the fleet names none: pass the fleet secrets: Secrets.clusterStore('<name of a ClusterSecretStore>')");
    }
    return { kind: 'ClusterSecretStore', name };
  }

  /**
   * Those from Secrets first: once the controller has looked up a ClusterSecretStore it looks for every further SecretStore in no namespace (v2.9.0
   * pkg/controllers/externalsecret shouldSkipUnmanagedStore).
   */
  private inputsOf(fleet: Fleet, construct: IConstruct, secret: SecretRequest): readonly Input[] {
    const sources = Object.entries(secret.inputs).sort(([a, x], [b, y]) => (rank(x) - rank(y) || (a < b ? -1 : 1)));
    return sources.map(([secretKey, source]): Input => {
      if (source.type === 'secret') {
        const reader = SecretReader.of(fleet, { cluster: secret.cluster, namespace: secret.namespace, from: source.namespace });
        reader.read(source.name);
        return { store: reader.store, data: { secretKey, remoteRef: { key: source.name, property: source.key, ...REMOTE_DEFAULTS } } };
      }
      return {
        store: this.storeOf(construct, secret, `'${secretKey}' from key '${source.key}'`),
        data: { secretKey, remoteRef: { key: source.key, property: source.property, ...REMOTE_DEFAULTS } },
      };
    });
  }
}

/**
 * Called after the key that it writes, not after the Secret: another Secret may take its place, and a second PushSecret would have the first one
 * delete the key when it goes.
 */
function pushName(keys: readonly string[]): string {
  const [key] = [...keys].sort();
  const readable = key.toLowerCase().replace(/[^a-z0-9]+/g, '-').slice(-100).replace(/^-+|-+$/g, '');
  return `${readable}-${createHash('sha256').update(key).digest('hex').slice(0, 8)}`.replace(/^-/, '');
}

function rank(source: SecretSource): number {
  return source.type === 'secret' ? 0 : 1;
}

/** Labels and annotations are run as templates too: an opening `{{` in one must come out of a template action. */
function literals(texts: Readonly<Record<string, string>> | undefined): Record<string, string> | undefined {
  return texts && Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, text.replaceAll('{{', '{{ "{{" }}')]));
}
