import { ApiObject, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { SecretStore } from '../../../imports/external-secrets';
import { Fleet } from '../../fleet';

/** Under the fleet: the place of all readers, and their file in each cluster. */
const SCOPE = 'secret-readers';

/** Who reads Secrets where. */
export interface ReaderOf {
  /** Name of the cluster. */
  readonly cluster: string;
  /** Namespace that the Secrets are made in. */
  readonly namespace: string;
  /** Namespace of the Secrets that they are made from. */
  readonly from: string;
}

/**
 * Lets External Secrets read some Secrets of one namespace, for Secrets that it makes in another: a SecretStore, with a ServiceAccount that may read
 * exactly these by name.
 *
 * A key is read with `get` and nothing else; the store counts as valid when some rule of the namespace gives `get` on Secrets, whatever names the
 * rule has, and every account may ask for its own rules (External Secrets v2.9.0 providers/v1/kubernetes: client.go GetSecret, validate.go).
 */
export class SecretReader extends Construct {
  /** The one reader of a namespace for another, in a cluster. */
  public static of(fleet: Fleet, { cluster, namespace, from }: ReaderOf): SecretReader {
    const readers = (fleet.node.tryFindChild(SCOPE) as Construct | undefined) ?? new Construct(fleet, SCOPE);
    const scope = fleet.scopeOn(cluster, readers);
    // Namespaces hold no dots.
    const id = `${namespace}.${from}`;
    return (scope.node.tryFindChild(id) as SecretReader | undefined) ?? new SecretReader(scope, id, namespace, from);
  }

  /** How an ExternalSecret refers to the store. */
  public readonly store: { readonly kind: 'SecretStore'; readonly name: string };
  private readonly names = new Set<string>();

  private constructor(scope: Construct, id: string, namespace: string, from: string) {
    super(scope, id);
    const name = `secrets-of-${from}`;
    const role = `secrets-for-${namespace}`;
    this.store = { kind: 'SecretStore', name };
    new ApiObject(this, 'service-account', {
      apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace }, automountServiceAccountToken: false,
    });
    new ApiObject(this, 'role', {
      apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata: { name: role, namespace: from },
      rules: [{ apiGroups: [''], resources: ['secrets'], resourceNames: Lazy.any({ produce: () => [...this.names].sort() }), verbs: ['get'] }],
    });
    new ApiObject(this, 'role-binding', {
      apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'RoleBinding', metadata: { name: role, namespace: from },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: role },
      subjects: [{ kind: 'ServiceAccount', name, namespace }],
    });
    new SecretStore(this, 'store', {
      metadata: { name, namespace },
      spec: {
        provider: {
          kubernetes: {
            remoteNamespace: from,
            // Every namespace has this ConfigMap.
            server: { url: 'kubernetes.default', caProvider: { type: 'ConfigMap', name: 'kube-root-ca.crt', key: 'ca.crt' } },
            auth: { serviceAccount: { name } },
          },
        },
      },
    });
  }

  /** Lets it read one more Secret. */
  public read(name: string): void {
    this.names.add(name);
  }
}
