import { ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module';
import { useSessions } from './sessions';

async function bootstrap() {
  const server = await NestFactory.create<NestExpressApplication>(AppModule, { cors: false });
  server.set('trust proxy', 1);
  server.useGlobalPipes(new ValidationPipe());
  useSessions(server);
  await server.listen(8000);
}

bootstrap();
