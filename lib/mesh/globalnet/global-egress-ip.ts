import { Construct } from 'constructs';
import { GlobalIPProps, metadataOf, NUMBER, placeOf } from './global-ip';
import { GlobalEgressIP as Resource } from '../../../imports/submariner';
import { MAP, TEXT } from '../../fleet/check-props';

/** Which pods of a namespace are meant, as Kubernetes has it. */
export interface PodSelector {
  /** Labels that a pod has. @default - any */
  readonly matchLabels?: Readonly<Record<string, string>>;
  /** Conditions on labels. @default - none */
  readonly matchExpressions?: readonly {
    /** Key of the label. */
    readonly key: string;
    /** What is asked of it. */
    readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
    /** Values, for `In` and `NotIn`. */
    readonly values?: readonly string[];
  }[];
}

/** Options for a `GlobalEgressIP`. */
export interface GlobalEgressIPProps extends GlobalIPProps {
  /** Addresses, 0 to 20. @default 1 */
  readonly numberOfIPs?: number;
  /** The pods that use them. @default - all pods of the namespace */
  readonly podSelector?: PodSelector;
}

/** Global addresses of their own for pods of a namespace, by which other members, and firewalls on the way, tell them apart. */
export class GlobalEgressIP extends Construct {
  /** @throws for a number that Submariner does not take, and for what is no name of a namespace */
  constructor(scope: Construct, id: string, props: GlobalEgressIPProps) {
    super(scope, id);
    const place = placeOf(this, props, { namespace: TEXT }, { name: TEXT, numberOfIPs: NUMBER, podSelector: MAP });
    const { numberOfIPs = 1, podSelector } = props;
    this.node.defaultChild = new Resource(place, 'Resource', { metadata: metadataOf(this, props), spec: { numberOfIPs, podSelector } });
  }
}
