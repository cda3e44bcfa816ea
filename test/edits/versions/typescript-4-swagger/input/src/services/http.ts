import Express from 'express';
import dotenv from 'dotenv';
import swagger from 'swagger-ui-express';
import { document } from '../document';
import { routes } from '../routes';

dotenv.config();
const app = Express();

app.use('/docs', swagger.serve, swagger.setup(document));
app.use(Express.json());
app.use('/api', routes);

app.listen(process.env.PORT);
