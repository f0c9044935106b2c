import { shop } from './shop';
import { Delivery } from 'cdk8s-fleet';

shop(Delivery.argoCd({ repoUrl: 'https://git.example.com/acme/fleet.git', path: 'dist' }));
