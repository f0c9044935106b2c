import { Construct } from 'constructs';
import { AWSClusterRoleIdentity } from '../../../imports/capa';
import { Deferred, DeferredValues } from '../../fleet';
import { refuseDeferred } from '../../fleet/deferred-props';
import type { ManagedClusterContext } from '../managed-cluster-context';

/** The identity kinds of Cluster API Provider AWS. */
export type IdentityKind = 'AWSClusterControllerIdentity' | 'AWSClusterRoleIdentity' | 'AWSClusterStaticIdentity';

/** A reference to an identity object of the provider. */
export interface IdentityReference {
  /** Kind of the identity object: the controller's own credentials, a role that is assumed, or keys in a Secret. */
  readonly kind: IdentityKind;
  /** Name of the identity object, which lies in no namespace: `default`. */
  readonly name: string;
}

/** Options for an identity that assumes a role. */
export interface AssumeRoleOptions {
  /** The identity that assumes it. @default - the controller's own */
  readonly source?: IdentityReference;
  /** Name of the AWSClusterRoleIdentity, to adopt one that exists. @default `<namespace>-<cluster>` */
  readonly name?: string;
}

/** The AWS identity that the provider uses for a cluster. */
export class AwsIdentity {
  /** An identity object that exists on the hub and allows the cluster's namespace. */
  public static existing(kind: IdentityKind, name: string): AwsIdentity {
    return new AwsIdentity({ kind, name });
  }

  /**
   * A role that the provider assumes, for clusters in another account; made as an AWSClusterRoleIdentity for this cluster alone.
   *
   * @param roleArn `arn:aws:iam::<account>:role/<name>`, or deferred: then write `account` of the cluster, which is part of it
   */
  public static assumeRole(roleArn: string | Deferred, options: AssumeRoleOptions = {}): AwsIdentity {
    refuseDeferred('AwsIdentity.assumeRole: ', 'roleArn', roleArn, true);
    refuseDeferred('AwsIdentity.assumeRole: ', 'options', options);
    if (!Deferred.isDeferred(roleArn) && !/^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/.test(roleArn)) {
      throw new Error(`AwsIdentity.assumeRole: write a role ARN like 'arn:aws:iam::123456789012:role/fleet', got '${roleArn}'`);
    }
    return new AwsIdentity(undefined, roleArn, options);
  }

  private constructor(
    /** @internal */ public readonly reference?: IdentityReference,
    /** @internal */ public readonly roleArn?: string | Deferred,
    /** @internal */ public readonly options: AssumeRoleOptions = {},
  ) {}

  /** The account of the role; undefined for an identity object that exists. @internal */
  public get account(): string | undefined {
    return typeof this.roleArn === 'string' ? this.roleArn.split(':')[4] : undefined;
  }
}

/** Makes what an identity needs on the hub, and returns the reference to it. */
export function bindIdentity(scope: Construct, identity: AwsIdentity, cluster: ManagedClusterContext): IdentityReference {
  if (identity.reference) {
    return { ...identity.reference };
  }
  // Cluster-scoped, so that the namespace is part of the default name.
  const { source = { kind: 'AWSClusterControllerIdentity', name: 'default' }, name = `${cluster.namespace}-${cluster.name}` } = identity.options;
  new AWSClusterRoleIdentity(scope, 'Identity', {
    // Without any label the provider's webhook adds this one, by which `clusterctl move` finds the object.
    metadata: { name, labels: { 'clusterctl.cluster.x-k8s.io/move-hierarchy': '' }, annotations: cluster.protection() },
    spec: {
      roleARN: DeferredValues.of(scope).text(identity.roleArn!),
      sourceIdentityRef: { ...source },
      allowedNamespaces: { list: [cluster.namespace] },
    },
  });
  return { kind: 'AWSClusterRoleIdentity', name };
}
