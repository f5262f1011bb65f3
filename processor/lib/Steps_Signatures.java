package lib;

import dev.headrace.Signatures;

/** The parameter names of {@link Steps}, for pipelines in other modules. */
@Signatures({
  "scaled(java.util.List,lib.Steps.Model)=number,model",
  "total(java.util.List,int)=all,offset",
  "Model.<init>(int,java.lang.String)=factor,label",
  "Model.offset(int)=start"
})
final class Steps_Signatures {
  private Steps_Signatures() {}
}
