import { Construct } from 'constructs';
import { CiliumPolicy } from './cilium-policy';
import type { CiliumClusterwideNetworkPolicyProps } from './props';
import { CiliumClusterwideNetworkPolicy as Resource } from '../../../imports/cilium';

/** A policy of Cilium for pods of all namespaces of a cluster, about pods of that and of other members of its mesh. */
export class CiliumClusterwideNetworkPolicy extends CiliumPolicy {
  /** @throws for what shows its fault alone */
  constructor(scope: Construct, id: string, props: CiliumClusterwideNetworkPolicyProps) {
    super(scope, id, props, {});
    this.node.defaultChild = new Resource(this.place, 'Resource', { metadata: { name: props.name ?? id }, spec: this.spec(props) });
  }
}
