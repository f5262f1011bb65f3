package app;

import dev.headrace.Signatures;

/** The parameter names of {@link Sum}, for pipelines in other modules. */
@Signatures({
  "total(java.util.List,int)=numbers,begin"
})
final class Sum_Signatures {
  private Sum_Signatures() {}
}
