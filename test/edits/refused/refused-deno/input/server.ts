import express from 'npm:express@5';

express().listen(8000);
