/** The vocabulary that pipelines are written in: annotations only. */
module dev.headrace {
  requires static org.jspecify;

  exports dev.headrace;
}
