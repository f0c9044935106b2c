import { IConstruct } from 'constructs';
import { externalSecretsOperator } from './install';
import { SecretReader } from './secret-reader';
import { ExternalSecret, ExternalSecretSpecData, ExternalSecretSpecSecretStoreRef } from '../../../imports/external-secrets';
import { Fleet, ISecrets, SecretRequest, SecretSource } from '../../fleet';
import { checkProps, TEXT } from '../../fleet/check-props';

/** Options for `Secrets.externalSecrets`. */
export interface ExternalSecretsProps {
  /**
   * Name of a ClusterSecretStore that exists in the clusters, for values that are kept outside of them: `vault`.
   *
   * @default - none: Secrets are made from other Secrets of the same cluster only
   */
  readonly clusterStore?: string;
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

  constructor(private readonly props: ExternalSecretsProps) {
    checkProps('Secrets.externalSecrets: ', props, {}, { clusterStore: TEXT });
  }

  /**
   * Makes the ExternalSecret, and what lets it read its inputs.
   *
   * Nothing waits for it: what it reads may be made much later, the kubeconfig of a cluster that is just being made for example.
   *
   * @throws when it has no inputs, and when it needs a secret store and the fleet names none
   */
  public provide(fleet: Fleet, construct: IConstruct, secret: SecretRequest): void {
    const { cluster, unit, namespace, name, type = 'Opaque', labels, annotations, template, readBy, rotatedBy } = secret;
    const inputs = this.inputsOf(fleet, construct, secret);
    if (inputs.length === 0) {
      throw new Error(`${construct.node.path}: Secret ${namespace}/${name} of cluster '${cluster}' has no inputs, and External Secrets makes none of nothing: name what it is made from`);
    }
    fleet.claim({
      type: 'secret', cluster, path: construct.node.path,
      secret: { namespace, name, type, labels: labels ?? {}, keys: Object.keys(template).sort(), madeBy: 'controller', readBy, rotatedBy },
    });
    fleet.claim({ type: 'component', cluster, path: construct.node.path, component: externalSecretsOperator() });
    const stores = new Map(inputs.map(({ store }) => [`${store.kind} ${store.name}`, store]));
    const [store] = stores.values();
    new ExternalSecret(fleet.scopeOn(cluster, construct, unit), `secret-${namespace}.${name}`, {
      metadata: { name, namespace },
      spec: {
        refreshInterval: '1h0m0s',
        ...(stores.size === 1 ? { secretStoreRef: store } : {}),
        data: inputs.map(input => (stores.size === 1 ? input.data : { ...input.data, sourceRef: { storeRef: input.store } })),
        target: {
          name,
          creationPolicy: 'Owner',
          deletionPolicy: 'Retain',
          template: {
            engineVersion: 'v2', mergePolicy: 'Replace', type, data: template,
            ...(labels || annotations ? { metadata: { labels: literals(labels), annotations: literals(annotations) } } : {}),
          },
        },
      },
    });
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
      const name = this.props.clusterStore;
      if (name === undefined) {
        throw new Error(`${construct.node.path}: Secret ${secret.namespace}/${secret.name} of cluster '${secret.cluster}' takes '${secretKey}' from key`
          + ` '${source.key}' of a secret store, and the fleet names none: pass the fleet secrets: Secrets.clusterStore('<name of a ClusterSecretStore>')`);
      }
      return {
        store: { kind: 'ClusterSecretStore', name },
        data: { secretKey, remoteRef: { key: source.key, property: source.property, ...REMOTE_DEFAULTS } },
      };
    });
  }
}

function rank(source: SecretSource): number {
  return source.type === 'secret' ? 0 : 1;
}

/** Labels and annotations are run as templates too: an opening `{{` in one must come out of a template action. */
function literals(texts: Readonly<Record<string, string>> | undefined): Record<string, string> | undefined {
  return texts && Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, text.replaceAll('{{', '{{ "{{" }}')]));
}
