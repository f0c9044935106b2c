import { shop } from '../gitops/shop';
import { Delivery } from 'cdk8s-fleet';

shop(Delivery.flux({ url: 'https://git.example.com/acme/fleet.git', path: 'dist' }));
