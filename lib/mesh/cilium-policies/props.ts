import type { ICluster } from '../../fleet';

/** Pods of members of a mesh, for a policy. */
export interface CiliumPods {
  /** Labels that they have; `{}` for any pod. */
  readonly matchLabels: Readonly<Record<string, string>>;
  /** Cluster or clusters in which they run; `every` for all members of the mesh. @default - the cluster of the policy, and no other */
  readonly cluster?: ICluster | readonly ICluster[] | 'every';
  /** Their namespace. @default - that of the policy; of a policy for the whole cluster, every one */
  readonly namespace?: string;
}

/** A port of pods. */
export interface CiliumPort {
  /** Its number, or its name in the containers: `8080`, `http`. */
  readonly port: number | string;
  /** Its protocol. @default 'TCP' */
  readonly protocol?: 'TCP' | 'UDP' | 'SCTP' | 'ANY';
}

/** Calls that are let in. */
export interface CiliumIngress {
  /** The pods that may call. */
  readonly from: readonly CiliumPods[];
  /** The ports that they may call; a number is one of TCP. @default - all */
  readonly ports?: readonly (number | CiliumPort)[];
}

/** Calls that are let out. */
export interface CiliumEgress {
  /** The pods that may be called. */
  readonly to: readonly CiliumPods[];
  /** The ports that may be called; a number is one of TCP. @default - all */
  readonly ports?: readonly (number | CiliumPort)[];
}

/** Options that policies of Cilium have in common. */
export interface CiliumPolicyProps {
  /** The cluster that the policy is for: Cilium carries policies to no other one. */
  readonly cluster: ICluster;
  /** Name of the object. @default - the construct id */
  readonly name?: string;
  /** Labels of the pods that the policy is for, `{}` for any pod; those of their cluster and of the namespace of the policy go without saying. */
  readonly endpointSelector: Readonly<Record<string, string>>;
  /** Calls that are let in; all others to these pods are refused then, `[]` refuses all. @default - the policy says nothing of them */
  readonly ingress?: readonly CiliumIngress[];
  /**
   * Calls that are let out; all others of these pods are refused then, also to DNS without `allowDns`. `[]` refuses all.
   *
   * @default - the policy says nothing of them
   */
  readonly egress?: readonly CiliumEgress[];
  /** Whether these pods may ask the DNS of their cluster (`k8s-app: kube-dns` in `kube-system`), with `egress`. @default false */
  readonly allowDns?: boolean;
  /** What it is for. @default - not said */
  readonly description?: string;
}

/** Options for a `CiliumNetworkPolicy`. */
export interface CiliumNetworkPolicyProps extends CiliumPolicyProps {
  /** Namespace of the policy and of the pods that it is for; it is made there. */
  readonly namespace: string;
}

/** Options for a `CiliumClusterwideNetworkPolicy`. */
export interface CiliumClusterwideNetworkPolicyProps extends CiliumPolicyProps {}
