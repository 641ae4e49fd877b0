package dev.ycrdt.server.cli;

/** Keeps an exported package from being empty; goes with the first real class. */
interface Placeholder {}
