import { Construct } from 'constructs';
import { CiliumPolicy } from './cilium-policy';
import type { CiliumNetworkPolicyProps } from './props';
import { CiliumNetworkPolicy as Resource } from '../../../imports/cilium';
import { TEXT } from '../../fleet/check-props';

/** A policy of Cilium for pods of one namespace of a cluster, about pods of that and of other members of its mesh. */
export class CiliumNetworkPolicy extends CiliumPolicy {
  /** @throws for what shows its fault alone */
  constructor(scope: Construct, id: string, props: CiliumNetworkPolicyProps) {
    super(scope, id, props, { namespace: TEXT });
    this.node.defaultChild = new Resource(this.place, 'Resource', {
      metadata: { name: props.name ?? id, namespace: this.claimNamespace(props.namespace) }, spec: this.spec(props),
    });
  }
}
