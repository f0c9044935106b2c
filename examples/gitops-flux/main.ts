import { Delivery } from 'cdk8s-fleet';
import { shop } from '../gitops/shop';

shop(Delivery.flux({ url: 'https://git.example.com/acme/fleet.git', path: 'dist' }));
